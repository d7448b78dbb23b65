import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('counter', {
  'no-such': {
    status: 404,
    title: '没有这个办事台',
    says: () => '没有这个办事台，或者您现在的岗位不在那里办事。请核对地址，或换到镇村的岗位再打开。',
  },
  'no-such-draft': {
    status: 404,
    title: '没有这份草稿',
    says: () => '没有这份草稿，或者它不是您单位的。交上去或不要了的草稿三十天后清除；写在您这台设备上的还在。',
  },
  changed: {
    status: 409,
    title: '草稿刚被改过',
    says: (a: { by: string }) => `这份草稿在您打开之后${a.by}又改过。请先看一遍合在一起的内容，再交。`,
  },
  undecided: {
    status: 409,
    title: '有两种写法没有选定',
    says: (a: { parts: number }) => `这份草稿有 ${a.parts} 处两个人写得不一样。请逐处选定用哪一种，再交。`,
  },
  'filed-already': {
    status: 409,
    title: '已经交上去了',
    says: (a: { by: string }) => `这份草稿已经由${a.by}交上去了，不能再丢掉。要改的，请到办件里补充。`,
  },
  'not-taken': {
    status: 422,
    title: '草稿不能这样写',
    says: (a: { fields: string[] }) => `这里不填这些：${a.fields.join('、')}。请刷新页面后再写，已经写的还在。`,
  },
})
