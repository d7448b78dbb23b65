import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { newId, type Database } from '#kernel/database'
import { faults } from '../faults.ts'
import { tellFactor } from './factors.ts'
import type { Relying } from './relying.ts'
import { keepChallenge, takeChallenge } from '../session.ts'

interface Passkey {
  id: string
  credential: string
  secret: string
  counter: number
}

const passkeysOf = (database: Database, person: string) =>
  database.read<Passkey>(
    { person },
    `select id, credential, secret, counter from identity.factor where person = $1 and kind = 'passkey'`,
    [person],
  )

/** What a browser needs to make a passkey. @source W3C Web Authentication Level 3, 7.1 */
export async function passkeyOptions(
  database: Database,
  relying: Relying,
  token: string,
  person: { id: string; name: string },
) {
  const known = await passkeysOf(database, person.id)
  const options = await generateRegistrationOptions({
    rpName: '数字盐城',
    rpID: relying.id,
    userName: person.name,
    userID: new TextEncoder().encode(person.id),
    excludeCredentials: known.map(({ credential }) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await keepChallenge(database, token, options.challenge)
  return options
}

/** Keeps a passkey that a browser made. @throws identity/wrong-passkey */
export async function addPasskey(
  database: Database,
  relying: Relying,
  token: string,
  at: Date,
  person: string,
  { name, response }: { name: string; response: RegistrationResponseJSON },
) {
  const challenge = await takeChallenge(database, token)
  if (!challenge) throw faults['wrong-passkey']()
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: relying.origins,
    expectedRPID: relying.id,
    requireUserVerification: false,
  }).catch(() => undefined)
  if (!made?.verified || !made.registrationInfo) throw faults['wrong-passkey']()
  const { id: credential, publicKey, counter } = made.registrationInfo.credential
  await database.write({ person }, async (tx) => {
    const kept = await tx.query(
      `insert into identity.factor (id, person, kind, name, secret, credential, counter, at, confirmed_at) values ($1, $2, 'passkey', $3, $4, $5, $6, $7, $7) on conflict do nothing returning id`,
      [newId(at), person, name, Buffer.from(publicKey).toString('base64url'), credential, counter, at],
    )
    if (kept.length === 0) throw faults['wrong-passkey']()
    await tellFactor(tx, at, person, 'added', 'passkey')
  })
}

/** What a browser needs to ask a passkey. @throws identity/no-factor-yet @source W3C Web Authentication Level 3, 7.2 */
export async function askPasskey(database: Database, relying: Relying, token: string, person: string) {
  const known = await passkeysOf(database, person)
  if (known.length === 0) throw faults['no-factor-yet']()
  const options = await generateAuthenticationOptions({
    rpID: relying.id,
    allowCredentials: known.map(({ credential }) => ({ id: credential })),
    userVerification: 'preferred',
  })
  await keepChallenge(database, token, options.challenge)
  return options
}

/** Whether a passkey of the person signed what was asked, this once; a counter that goes back is a copy. */
export async function isRightPasskey(
  database: Database,
  relying: Relying,
  token: string,
  at: Date,
  person: string,
  response: AuthenticationResponseJSON,
): Promise<boolean> {
  const challenge = await takeChallenge(database, token)
  const passkey = (await passkeysOf(database, person)).find(({ credential }) => credential === response.id)
  if (!challenge || !passkey) return false
  const proof = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: relying.origins,
    expectedRPID: relying.id,
    requireUserVerification: false,
    credential: {
      id: passkey.credential,
      publicKey: Buffer.from(passkey.secret, 'base64url'),
      counter: passkey.counter,
    },
  }).catch(() => undefined)
  if (!proof?.verified) return false
  await database.write({ person }, (tx) =>
    tx.query('update identity.factor set counter = $2, used_at = $3 where id = $1', [
      passkey.id,
      proof.authenticationInfo.newCounter,
      at,
    ]),
  )
  return true
}
