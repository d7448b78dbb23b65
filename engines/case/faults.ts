import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('case', {
  'not-found': {
    status: 404,
    title: '没有这个办件',
    says: (a: { title: string }) => `没有找到这个“${a.title}”，或者您无权查看它。`,
  },
  'no-such-case': {
    status: 404,
    title: '没有这类办件',
    says: (a: { name: string }) => `没有名为 ${a.name} 的办件类型。`,
  },
  'no-such-action': {
    status: 404,
    title: '没有这个动作',
    says: (a: { action: string; title: string }) => `“${a.title}”没有 ${a.action} 这个动作。`,
  },
  'out-of-order': {
    status: 409,
    title: '当前状态不能这样办',
    says: (a: { action: string; state: string; open: string[]; ended: boolean }) =>
      `当前是“${a.state}”，不能“${a.action}”，没有办理。${a.open.length > 0 ? `现在可以：${a.open.join('、')}。` : a.ended ? '它已经办结。' : '现在不用谁办，等它往下走。'}`,
  },
  'stale-version': {
    status: 409,
    title: '办件已有新进展',
    says: (a: { yours: number; now: number }) =>
      `您打开之后这个办件已有新进展（您看到的是第 ${a.yours} 版，现在是第 ${a.now} 版），您的内容没有提交。请刷新后核对再提交。`,
  },
  'form-incomplete': {
    status: 400,
    title: '表单填写有误',
    says: (a: { action: string; wrong: string[] }) => `“${a.action}”没有提交：${a.wrong.join('；')}。请改正后再提交。`,
  },
  'not-now': {
    status: 409,
    title: '现在不能这样办',
    says: (a: { action: string; why: string }) => `“${a.action}”没有提交：${a.why}。`,
  },
  'no-such-row': {
    status: 400,
    title: '所选的记录不存在',
    says: (a: { field: string }) =>
      `“${a.field}”所选的记录不存在、现在不能选，或者您无权查看它，没有提交。请重新选择。`,
  },
  'not-undone': {
    status: 409,
    title: '不能撤销',
    says: () => '只有本人十分钟内所办、其后无人再办的动作可以撤销；这一步没有撤销。需要更正时请按流程办理。',
  },
  'no-such-filter': {
    status: 400,
    title: '不支持的筛选或排序',
    says: (a: { by: string }) => `不能按“${a.by}”筛选或排序。请从列出的条件中选择。`,
  },
})
