import { randomBytes } from 'node:crypto'
import { hashOf, verifyDraw, type Draw, type DrawFile } from '#engines/draw'
import { ledgerCrypto, nodeHashes, parsePolicy } from '#engines/ledger/run'
import { sha256 } from '../engines/draw/hashes.ts'
import type { City, Person } from './index.ts'
import { settles, type Nodes } from './nodes.ts'

/** What a drawer's browser makes and keeps. */
export const drawSecret = () => randomBytes(32).toString('hex')

/** What is sealed in its place. */
export const promiseOf = (secret: string) => hashOf(secret, sha256)

/** Draws from sealing to result, as a drawer does at one desk. @returns its id */
export async function draws(
  city: City,
  who: Person,
  draw: Draw,
  sealed: { occasion: string; places: { pool: string; stratum: string; take: number }[]; again?: string },
): Promise<string> {
  const [at, secret] = [`/api/draws/${draw.name}`, drawSecret()]
  const { id } = await who.asks('POST', at, { ...sealed, commitment: promiseOf(secret) })
  await settles(city)
  await who.asks('POST', `${at}/${id}/reveal`, { secret })
  return id
}

/** The file that somebody downloads. */
export const drawFile = async (who: Person, draw: Draw, id: string): Promise<DrawFile> =>
  JSON.parse((await who.raw('GET', `/api/draws/${draw.name}/${id}/file`)).body)

/** Checks a draw's file as an outsider does who trusts the nodes. */
export const verifiesDraw = (file: unknown, nodes: Nodes) => verifiesText(JSON.stringify(file), nodes)

/** The same of whatever text. */
export const verifiesText = (text: string, nodes: Nodes) =>
  verifyDraw(text, parsePolicy(ledgerCrypto, nodes.policy()), nodeHashes)
