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
  wait: {
    status: 429,
    title: '稍等再登录',
    says: (a: { seconds: number }) =>
      `这里登录失败的次数太多，请在 ${a.seconds} 秒后再试。账号没有被锁住；在您以前登录过的设备上不受影响。`,
  },
  'no-such-session': {
    status: 404,
    title: '没有这个登录',
    says: () => '没有找到这个登录，它可能已经结束。请刷新列表。',
  },
  'step-up-needed': {
    status: 403,
    title: '需要再次确认身份',
    says: (a: { needs: number; has: number }) =>
      a.needs === 3
        ? '这件事要求实名核验过的身份，还没有办理。请先核验本人身份，再办一次。'
        : '这件事要求用第二个验证方式确认是您本人，还没有办理。请确认之后再办，填写的内容仍在。',
  },
  'sign-in-again': {
    status: 401,
    title: '请重新登录',
    says: () => '应用要求您现在重新登录一次，才能继续。请输入密码。',
  },
  'no-such-authorisation': {
    status: 404,
    title: '登录请求已失效',
    says: () => '没有找到这次登录请求：它已经过期、已经答复，或者不是在这个浏览器里开始的。请回到应用重新登录。',
  },
  'no-such-client': {
    status: 404,
    title: '没有这个应用',
    says: () => '没有找到这个应用，或者它已经停用。请刷新列表。',
  },
  'client-taken': {
    status: 409,
    title: '应用编号已被使用',
    says: (a: { id: string }) => `编号 ${a.id} 已经有应用在用，没有登记。请换一个编号。`,
  },
  'no-such-agency': {
    status: 400,
    title: '没有这个单位',
    says: () => '没有找到所选的单位，没有保存。请从单位名录中选择。',
  },
  'client-address': {
    status: 400,
    title: '应用的返回地址不合要求',
    says: (a: { addresses: string[] }) =>
      `没有登记：${a.addresses.slice(0, 3).join('、')} 不能用作返回地址。请写完整的 https 地址，不带通配符、片段和账号。`,
  },
  'no-such-position': { status: 404, title: '没有这个岗位', says: () => '您没有这个岗位，或任期已经结束。' },
})
