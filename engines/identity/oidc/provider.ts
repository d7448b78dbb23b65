import { Provider, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { House } from '#kernel/engine'
import { acrs } from '../assurance.ts'
import { accounts, claimsByScope } from './account.ts'
import { isSecret } from './clients.ts'
import { endSessionsOfGrants } from './grants.ts'
import { providerKeys } from './keys.ts'
import { button, page, saysOf } from './page.ts'
import { rowsFor } from './rows.ts'

const minutes = 60
const days = 24 * 3600
const ttl = {
  AccessToken: 10 * minutes,
  AuthorizationCode: 60,
  ClientCredentials: 10 * minutes,
  DeviceCode: 10 * minutes,
  Grant: 14 * days,
  IdToken: 10 * minutes,
  Interaction: 15 * minutes,
  RefreshToken: 14 * days,
  Session: 12 * 3600,
}

/** Every request for a sign-in goes by our own page: who is signed in there is signed in, and nobody else. */
function policy() {
  const asked = interactionPolicy.base()
  const { Check } = interactionPolicy
  asked
    .get('login')
    ?.checks.add(
      new Check('here', 'the sign-in of this city was not asked', (ctx) =>
        (ctx as KoaContextWithOIDC).oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    )
  return asked
}

/**
 * The OpenID provider over our accounts. Only the code flow, PKCE with S256 always, refresh with rotation in which one
 * replay ends the family, device flow, client credentials, introspection, revocation, logout.
 * Tokens live in real time: the city's clock decides only which posts and mandates are in force.
 * @param issuer the address under which clients know it, without a slash at its end
 * @source OpenID Connect Core 1.0; RFC 6749, 7636, 7009, 7662, 8628, 9207, 9700; RP-Initiated Logout 1.0
 */
export async function openProvider(house: House, issuer: string): Promise<Provider> {
  const keys = await providerKeys(house.settings.dataDir)
  const account = accounts(house)
  const secure = issuer.startsWith('https:')
  const configuration: Configuration = {
    adapter: rowsFor(house.database, house.clock, keys.alias),
    jwks: { keys: keys.signing as never },
    acrValues: acrs,
    allowOmittingSingleRegisteredRedirectUri: false,
    claims: { ...claimsByScope, sid: null },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    extraClientMetadata: { properties: ['introspects'] },
    clockTolerance: 5,
    cookies: {
      keys: keys.cookies,
      long: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      short: { httpOnly: true, sameSite: 'lax', secure },
      names: secure
        ? { session: '__Host-oidc', interaction: '__Secure-oidc-asked', resume: '__Secure-oidc-resume' }
        : { session: 'oidc', interaction: 'oidc-asked', resume: 'oidc-resume' },
    },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      clientAuthSigningAlgValues: ['ES256', 'RS256', 'PS256'],
    } as never,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          client.clientId === token.clientId || (client.clientAuthMethod !== 'none' && client.introspects === true),
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId },
      deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', ...devicePages },
      rpInitiatedLogout: { enabled: true, ...logoutPages },
      userinfo: { enabled: true },
    },
    findAccount: (ctx, sub, token) =>
      account(sub, (token as { grantId?: string } | undefined)?.grantId ?? ctx.oidc.entities.Grant?.jti),
    interactions: { policy: policy(), url: (_ctx, { uid }) => `/api/authorisations/${uid}` },
    pkce: { required: () => true },
    responseTypes: ['code'],
    rotateRefreshToken: true,
    scopes: ['openid', 'offline_access', 'profile', 'officer', 'organisation'],
    renderError: (ctx, { error }) => {
      ctx.type = 'html'
      ctx.body = page('没有完成', `${saysOf(error)}（${error}）`)
    },
    ttl,
  }
  const provider = new Provider(issuer, configuration)
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = function (this: { clientSecret?: string }, presented: string) {
    return this.clientSecret !== undefined && isSecret(presented, this.clientSecret)
  }
  const { persist } = provider.Session.prototype
  // A form that comes in no session begins none: there is nothing yet that could be kept on.
  provider.Session.prototype.persist = async function () {
    return this.exp === undefined ? '' : persist.call(this)
  }
  const forget = provider.Session.prototype.destroy
  provider.Session.prototype.destroy = async function () {
    const grants = Object.values(this.authorizations ?? {}).flatMap(({ grantId }) => grantId ?? [])
    await endSessionsOfGrants(house.database, grants)
    await forget.call(this)
  }
  return provider
}

const devicePages: Configuration['features'] extends { deviceFlow?: infer D } | undefined ? D : never = {
  userCodeInputSource: (ctx, form, _out, error) => {
    const wrong = error
      ? '这个代码不对，或者已经过期、用过。请照着设备上的屏幕再输一次。'
      : '请输入设备屏幕上显示的代码。'
    ctx.body = page('连接一台设备', wrong, form, button('op.deviceInputForm', '下一步'))
  },
  userCodeConfirmSource: (ctx, form, client, _device, userCode) => {
    const says = `设备上显示的代码应当是 ${userCode}，应用是“${client.clientName ?? client.clientId}”。只在设备就在您面前、代码一致时继续；有人发代码给您让您输入，请不要继续。`
    ctx.body = page(
      '是这台设备吗',
      says,
      form,
      button('op.deviceConfirmForm', '就是它，继续') + button('op.deviceConfirmForm', '不是', 'abort'),
    )
  },
  successSource: (ctx) => {
    ctx.body = page('设备已经连上', '可以回到设备上继续，这个页面可以关掉了。')
  },
}

const logoutPages: Configuration['features'] extends { rpInitiatedLogout?: infer D } | undefined ? D : never = {
  logoutSource: (ctx, form) => {
    ctx.body = page(
      '退出登录',
      '您正在从应用退出。要同时退出数字盐城和用它登录的所有应用吗？',
      form,
      button('op.logoutForm', '全部退出', 'logout') + button('op.logoutForm', '只退出这个应用'),
    )
  },
  postLogoutSuccessSource: (ctx) => {
    ctx.body = page('已经退出', '您已经退出登录。')
  },
}
