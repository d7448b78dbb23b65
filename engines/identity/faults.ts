import { defineFaults } from '#kernel/fault'

export const faults = defineFaults('identity', {
  'not-signed-in': { status: 401, title: '尚未登录', says: () => '请先登录。登录后会回到您刚才的页面。' },
  'session-ended': {
    status: 401,
    title: '登录已失效',
    says: () => '您的登录已过期或已在别处退出，刚才的操作没有提交。请重新登录，填写的内容仍在。',
  },
  'wrong-password': {
    status: 401,
    title: '账号或密码不对',
    says: () => '账号或密码不对。请核对后重试；忘记密码请找本单位的系统管理员重置。',
  },
  'not-granted': {
    status: 403,
    title: '没有这项权限',
    says: (a: { action: string; on: string }) =>
      `您的岗位没有“${a.on}”的“${a.action}”权限。需要办理的，请找本单位的系统管理员授予。`,
  },
  'no-such-position': { status: 404, title: '没有这个岗位', says: () => '您没有这个岗位，或任期已经结束。' },
})
