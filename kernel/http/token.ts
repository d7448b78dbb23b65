import { hash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits, whose holder alone keeps it. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: it is random, so a plain digest tells nothing of it. */
export const fingerprint = (token: string): string => hash('sha256', token, 'base64url')

/** The token of `Authorization: Bearer <token>`; nothing where there is none. @source RFC 6750 2.1 */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S{1,200})$/.exec(authorization ?? '')?.[1]
