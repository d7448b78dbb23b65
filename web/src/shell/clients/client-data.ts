import { queryOptions } from '@tanstack/react-query'
import type { Client, GrantType } from '../../../../engines/identity/oidc/clients.ts'
import { get } from '../api.ts'
import { queryClient } from '../queries.ts'

/** An application that signs people in here, without its secret. */
export interface ClientLine {
  id: string
  name: string
  agency: string | null
  authMethod: Client['authMethod']
  grantTypes: GrantType[]
  scopes: string[]
  redirectUris: string[]
  logoutUris: string[]
  at: string
}

export const clients = queryOptions({
  queryKey: ['clients'],
  staleTime: 0,
  queryFn: async ({ signal }) => (await get<{ rows: ClientLine[] }>('/clients', signal)).rows,
})

/** Reads anew which applications sign people in here. */
export const renewClients = () => queryClient.invalidateQueries({ queryKey: ['clients'] })

interface Choice {
  title: string
  hint: string
}

export const grantTypes: Record<GrantType, Choice> = {
  authorization_code: {
    title: '用户登录',
    hint: '用户在数字盐城的登录页登录，再回到应用。网页和手机应用选它。（授权码）',
  },
  refresh_token: {
    title: '保持登录',
    hint: '用户不必每次重新登录。要同时允许“用户不在时继续使用”。（刷新令牌）',
  },
  client_credentials: {
    title: '系统之间调用',
    hint: '没有用户在场，应用以自己的名义调用接口。要有密钥或公钥。（客户端凭据）',
  },
  'urn:ietf:params:oauth:grant-type:device_code': {
    title: '在没有键盘的设备上登录',
    hint: '自助机、大屏显示一个短码，用户在手机上确认。（设备码）',
  },
}

export const authMethods: Record<Client['authMethod'], Choice> = {
  client_secret_basic: {
    title: '密钥，放在请求头里',
    hint: '有自己服务器的应用选它。登记后给一个密钥，只显示一次。',
  },
  client_secret_post: {
    title: '密钥，放在请求内容里',
    hint: '应用的软件只支持这一种时选它。登记后给一个密钥，只显示一次。',
  },
  private_key_jwt: {
    title: '应用自己的私钥签名',
    hint: '应用自己保管私钥，这里只登记公钥，平台不发密钥。',
  },
  none: {
    title: '不用密钥',
    hint: '手机应用、纯网页应用存不住密钥，选它；登录时另有一次一换的校验。',
  },
}

export const scopes: Record<string, Choice> = {
  openid: { title: '用户编号', hint: '用户在数字盐城的编号，登录必须有。' },
  profile: { title: '姓名', hint: '用户的姓名。' },
  officer: { title: '岗位', hint: '工作人员的部门、岗位和角色。' },
  organisation: { title: '代表的组织', hint: '用户正代表哪家企业或组织办事。' },
  offline_access: { title: '用户不在时继续使用', hint: '配合“保持登录”，用户关掉页面后应用仍可用。' },
}
