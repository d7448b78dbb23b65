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
  'not-at-machines': {
    status: 403,
    title: '自助机上不办这个',
    says: () => '这件事不在自助机上办。请在自己的手机或者电脑上登录后办。',
  },
  'not-in-apps': {
    status: 403,
    title: '要在数字盐城里办',
    says: () => '这件事不在别的应用里办。请直接打开数字盐城，登录后办。',
  },
  'other-name': {
    status: 409,
    title: '姓名对不上',
    says: () =>
      '那边说的姓名，和这个身份证号在本市的账号对不上，没有让您进来。请带身份证到政务服务窗口核对；办事也可以直接到窗口。',
  },
  'half-checked': {
    status: 409,
    title: '身份还没有核对完',
    says: () => '这个身份证号在本市的账号还没有核对完，没有让您进来。请带身份证到政务服务窗口核对，或者用账号登录。',
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
  'wrong-code': {
    status: 403,
    title: '验证没有通过',
    says: () => '验证码不对、已经用过，或者已经过期。请用手机上现在显示的六位数字再试；也可以用一个恢复码。',
  },
  'wrong-passkey': {
    status: 403,
    title: '通行密钥没有通过',
    says: () => '这个通行密钥没有通过验证：它不是为您登记的，或者这次询问已经用过。请再试一次。',
  },
  'no-such-factor': {
    status: 404,
    title: '没有这个验证方式',
    says: () => '没有找到这个验证方式，它可能已经删除。请刷新列表。',
  },
  'no-factor-yet': {
    status: 409,
    title: '还没有第二个验证方式',
    says: () => '您还没有登记第二个验证方式，没有办法再次确认身份。请先在“登录与安全”里登记。',
  },
  'no-such-person': {
    status: 404,
    title: '没有这个人',
    says: () => '没有找到这个人，没有办理。请核对账号。',
  },
  'wrong-citizen-number': {
    status: 400,
    title: '公民身份号码不对',
    says: () => '公民身份号码应为 18 位，校验码要相符；没有核验。请对照证件重新填写。',
  },
  'citizen-taken': {
    status: 409,
    title: '公民身份号码已有账号',
    says: () =>
      '这个公民身份号码已经核验给另一个账号，没有核验。一个号码只对应一个账号：请核对账号和证件；原来核错了的，先用正确的号码重新核验那个账号。',
  },
  'organisation-taken': {
    status: 409,
    title: '组织已经登记',
    says: (a: { code: string }) => `统一社会信用代码 ${a.code} 已经登记过，没有再登记。请核对代码。`,
  },
  'account-taken': {
    status: 409,
    title: '账号已被使用',
    says: (a: { account: string }) => `账号 ${a.account} 已经有人使用，没有新建。任命已有的人时请不要填姓名。`,
  },
  'not-oneself': {
    status: 403,
    title: '不能任命自己',
    says: () => '不能给自己任命岗位，没有办理。请由另一位有权的同事办理。',
  },
  'role-beyond-reach': {
    status: 403,
    title: '不能授予这个角色',
    says: (a: { roles: string[] }) =>
      `没有任命：“${a.roles.slice(0, 5).join('、')}”不是您能授予的角色。请选择其他角色，或请全市的身份管理员办理。`,
  },
  'acting-until': {
    status: 400,
    title: '代理要有期限',
    says: () => '代理岗位必须写明到哪一天为止，没有任命。请填写截止日期。',
  },
  'last-administrator': {
    status: 409,
    title: '最后一位管理员',
    says: () => '这是最后一位能任命全市岗位的人，没有免去。请先任命接任者。',
  },
  'not-representative': {
    status: 403,
    title: '不能这样授权',
    says: () =>
      '只有组织的法定代表人，或者本人以自己的身份，才能授权别人；没有授权。请退出代办身份，或请法定代表人办理。',
  },
  'mandate-acts': {
    status: 400,
    title: '授权事项不对',
    says: (a: { acts: string[] }) =>
      `没有授权：${a.acts.slice(0, 5).join('、') || '没有选择事项'}不能委托办理。请从列出的事项中选择。`,
  },
  'mandate-days': {
    status: 400,
    title: '授权期限不对',
    says: (a: { years: number }) => `没有授权：截止日期要在今天之后、起始日期之后，最长 ${a.years} 年。请改正日期。`,
  },
  'no-such-mandate': {
    status: 404,
    title: '没有这个授权',
    says: () => '没有找到这个授权：它已经撤销、到期，或者不是给您的。请刷新列表。',
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
  'agency-known': {
    status: 409,
    title: '名录里已经有了',
    says: (a: { name: string; is: string }) =>
      `“${a.name}”已经是名录中“${a.is}”的名称，没有保存。是同一个单位的，直接选用；不是的，请换一个叫法。`,
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
