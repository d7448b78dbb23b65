import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2) as (algorithm: 'argon2id', options: object) => Promise<Buffer>
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** Hashes a password for keeping. @source RFC 9106, argon2id; cost m=19 MiB t=2 p=1 (OWASP Password Storage) */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

/** Whether a password is the kept one; takes as long when there is none to compare with. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, , , parameters = '', salt = '', tag = ''] = (kept ?? (await nobody)).split('$')
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
