/** How an application may come by tokens. @source RFC 6749 4, RFC 8628 3.4 */
export type GrantType =
  'authorization_code' | 'refresh_token' | 'client_credentials' | 'urn:ietf:params:oauth:grant-type:device_code'

/** How it proves itself where it asks for them. @source OpenID Connect Core 9 */
export type AuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'

interface Told {
  title: string
  hint: string
}

const grants: Record<GrantType, Told> = {
  authorization_code: { title: '用户登录', hint: '在数字盐城的登录页登录，再回到应用；网页和手机应用选它（授权码）' },
  refresh_token: { title: '保持登录', hint: '不必每次重新登录；要同时允许“用户不在时继续使用”（刷新令牌）' },
  client_credentials: {
    title: '系统之间调用',
    hint: '没有用户在场，应用以自己的名义调用接口；要有密钥或公钥（客户端凭据）',
  },
  'urn:ietf:params:oauth:grant-type:device_code': {
    title: '在没有键盘的设备上登录',
    hint: '自助机、大屏显示一个短码，用户在手机上确认（设备码）',
  },
}

const methods: Record<AuthMethod, Told> = {
  client_secret_basic: {
    title: '密钥，放在请求头里',
    hint: '有自己服务器的应用选它；登记后给一个密钥，只显示一次',
  },
  client_secret_post: {
    title: '密钥，放在请求内容里',
    hint: '应用的软件只支持这一种时选它；登记后给一个密钥，只显示一次',
  },
  private_key_jwt: {
    title: '应用自己的私钥签名',
    hint: '应用自己保管私钥，这里只登记公钥，平台不发密钥',
  },
  none: { title: '不用密钥', hint: '手机应用、纯网页应用存不住密钥，选它；登录时另有一次一换的校验' },
}

/** What an application may learn of whoever signs in. */
export type Scope = 'openid' | 'profile' | 'officer' | 'organisation' | 'offline_access'

const told: Record<Scope, Told> = {
  openid: { title: '用户编号', hint: '用户在数字盐城的编号，登录必须有' },
  profile: { title: '姓名', hint: '用户的姓名' },
  officer: { title: '岗位', hint: '工作人员的部门、岗位和角色' },
  organisation: { title: '代表的组织', hint: '用户正代表哪家企业或组织办事' },
  offline_access: { title: '用户不在时继续使用', hint: '配合“保持登录”，用户关掉页面后应用仍可用' },
}

const each = <Name extends string>(of: Record<Name, Told>, says: (one: Told) => string) =>
  Object.fromEntries(Object.entries<Told>(of).map(([name, one]) => [name, says(one)])) as Record<Name, string>

/** What an application may do, how it proves itself, what it may learn: in a word where it is listed. */
export const inWords = {
  grantTypes: each(grants, ({ title }) => title),
  authMethod: each(methods, ({ title }) => title),
  scopes: each(told, ({ title }) => title),
}

/** The same with what each is good for, where it is chosen. */
export const explained = {
  grantTypes: each(grants, ({ title, hint }) => `${title}：${hint}`),
  authMethod: each(methods, ({ title, hint }) => `${title}：${hint}`),
  scopes: each(told, ({ title, hint }) => `${title}：${hint}`),
}
