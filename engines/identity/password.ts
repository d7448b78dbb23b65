import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2) as (algorithm: 'argon2id', options: object) => Promise<Buffer>

/** What a guess costs: memory in KiB, and passes over it. */
export interface PasswordCost {
  memory: number
  passes: number
}

/** A password as it is kept. */
export interface HashedPassword {
  readonly hash: string
}

/**
 * Hashes a password for keeping. @source RFC 9106, argon2id; cost m=19 MiB t=2 p=1 (OWASP Password Storage)
 * @param cost less than the city's own only where nobody's password is kept: in a test
 */
export async function hashPassword(
  password: string,
  { memory, passes }: PasswordCost = { memory: 19_456, passes: 2 },
): Promise<HashedPassword> {
  const nonce = randomBytes(16)
  const how = { memory, passes, parallelism: 1, tagLength: 32 }
  const tag = await derive('argon2id', { message: password, nonce, ...how })
  const kept = [nonce, tag].map((part) => part.toString('base64url')).join('$')
  return { hash: `$argon2id$v=19$m=${memory},t=${passes},p=1$${kept}` }
}

/** Whether a password is the kept one; takes as long when there is none to compare with. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, , , parameters = '', salt = '', tag = ''] = (kept ?? (await nobody).hash).split('$')
  const [memory, passes, parallelism] = parameters.split(',').map((part) => Number(part.slice(2)))
  const wanted = Buffer.from(tag, 'base64url')
  const found = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(salt, 'base64url'),
    memory,
    passes,
    parallelism,
    tagLength: wanted.length,
  })
  return timingSafeEqual(found, wanted) && kept !== null
}

const nobody = hashPassword(randomBytes(16).toString('hex'))
