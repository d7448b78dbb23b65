import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('archive', {
  'not-a-package': {
    status: 422,
    title: '归档信息包读不出来',
    says: (a: { why: string }) => `${a.why}。请用归档时得到的原包。`,
  },
  'no-such-archive': {
    status: 404,
    title: '没有这份电子档案',
    says: () => '没有这份电子档案，或者您看不到它。请核对地址。',
  },
  'not-packed': {
    status: 409,
    title: '归档信息包还没有做好',
    says: () => '这份档案刚刚归档，信息包正在生成，几秒钟后再试。',
  },
  destroyed: {
    status: 410,
    title: '档案已经销毁',
    says: (a: { on: string }) => `这份档案保管期满，已于 ${a.on} 依法销毁，只保留目录和销毁清册。`,
  },
  'nothing-to-hand-over': {
    status: 422,
    title: '没有可以移交的档案',
    says: () => '按所选的单位和年度，没有已归档、检测合格的档案。请先完成检测，或者换一个年度。',
  },
  'too-many-to-hand-over': {
    status: 422,
    title: '一次移交的档案太多',
    says: (a: { most: number }) => `一个移交包最多 ${a.most} 件或 200 MB。请按单位、按年度分批移交。`,
  },
})
