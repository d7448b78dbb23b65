import { strToU8, zipSync } from 'fflate'
import { digest } from '#engines/crypto'
import { canonical } from '#engines/ledger/run'
import type { Apps, Claim, Entry } from './index.ts'
import { signed, type Signer } from './signer.ts'

/** An app's row as its package needs it. */
export interface AppRow {
  id: string
  agency: string | null
  [field: string]: unknown
}

/** What a package says of its app, beside who signed it when. */
export interface Said {
  app: string
  of: string
  title: string
  says: string
  agency: string
  /** Where the other side leads whoever opens it, at the address that both have agreed on. */
  entry: string
  asks: readonly Claim[]
}

/** What a row says as an app. @param agency what the agency is called that answers for it */
export const saidOf = (apps: Apps, row: AppRow, agency: string): Said => ({
  ...{ app: row.id, of: apps.name, title: String(row[apps.of.naming]), says: String(row[apps.says]), agency },
  ...{ entry: `/in/${row.id}`, asks: apps.asks },
})

/** What it opens. */
export const entryOf = (apps: Apps, row: AppRow): Entry => apps.opens.by[String(row[apps.opens.field])] as Entry

/** The page that it opens. */
export function pageOf(apps: Apps, row: AppRow): string {
  const entry = entryOf(apps, row)
  if (entry.sort === 'form') return `/start/${entry.in.name}?${entry.by}=${String(row[entry.names])}`
  return { rows: `/lists/${entry.of.name}`, cases: `/cases/${entry.of.name}`, finding: '/find' }[entry.sort]
}

/** The digest of what a package says: another one is another version. */
export const contentOf = (said: Said): string => digest('sm3', Buffer.from(canonical(said))).toString('hex')

const hex = (bytes: Uint8Array) => digest('sm3', bytes).toString('hex')
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)

/** Its picture: the first character of its name. */
const iconOf = (title: string) =>
  strToU8(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="22" fill="#1a5e63"/><text x="48" y="64" font-size="46" text-anchor="middle" fill="#fff" font-family="serif">${escaped([...title][0] ?? '')}</text></svg>`,
  )

/**
 * The package of an app: `app.json`, which says what it is and the SM3 digest of every other part; its picture; and
 * `signature.p7s`, a detached signature over `app.json`.
 * @source RFC 5652 5 (CMS), RFC 8785 (canonical JSON), GM/T 0004 (SM3)
 */
export function packageOf(signer: Signer, said: Said, of: { version: number; at: Date }): Buffer {
  const icon = iconOf(said.title)
  const manifest = { ...said, version: of.version, signedAt: of.at.toISOString(), parts: { 'icon.svg': hex(icon) } }
  const json = strToU8(canonical(manifest))
  return Buffer.from(
    zipSync({ 'app.json': json, 'icon.svg': icon, 'signature.p7s': new Uint8Array(signed(signer, json)) }),
  )
}
