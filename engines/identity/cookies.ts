import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#kernel/engine'

/** Whether the city is reached behind TLS, at its one address. */
export const isSecure = ({ settings }: House) => settings.publicUrl?.startsWith('https:') ?? false

/** What the cookies of a city are called: behind TLS they belong to its one address. @source RFC 6265bis 4.1.3 */
const namesOf = (house: House) =>
  isSecure(house) ? { session: '__Host-session', device: '__Host-device' } : { session: 'session', device: 'device' }

/** What the cookie of a session is called here. */
export const sessionCookie = (house: House): string => namesOf(house).session

/** The token of a request's session, if it has one. */
export const tokenOf = (house: House, request: FastifyRequest): string | undefined =>
  request.cookies[namesOf(house).session]

/** The token of the device that a request comes from, if it is known. */
export const deviceOf = (house: House, request: FastifyRequest): string | undefined =>
  request.cookies[namesOf(house).device]

/** Has the browser keep the token of a session, and of its device. */
export function keepToken(house: House, reply: FastifyReply, token: string, device?: string) {
  const names = namesOf(house)
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(house) } as const
  reply.setCookie(names.session, token, { ...cookie, maxAge: 12 * 3600 })
  if (device) reply.setCookie(names.device, device, { ...cookie, maxAge: 180 * 24 * 3600 })
}

/** Has the browser forget its session. */
export const forgetToken = (house: House, reply: FastifyReply) =>
  reply.clearCookie(namesOf(house).session, { path: '/', secure: isSecure(house) })
