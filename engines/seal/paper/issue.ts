import { randomBytes } from 'node:crypto'
import encodeQR from 'qr'
import { newId, type Row, type Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import type * as z from 'zod'
import { digest } from '#engines/crypto'
import { plainData, signData } from '#engines/crypto/run'
import { directoryOf, type Directory } from '#engines/identity/run'
import { canonical } from '#engines/ledger/run'
import { holdsOf } from '#engines/register'
import type { By } from '#engines/register/run'
import { faults } from '../faults.ts'
import { keyOf, sealInUse, sealOf } from '../in-hand.ts'
import type { PaperText, SealedPaper, Seals } from '../index.ts'
import { belowStar, vendor } from '../make.ts'
import { drawSeal, size } from '../picture.ts'
import { writeSignature } from '../structure.ts'
import { writeOfd } from './ofd.ts'
import { writePdf } from './pdf.ts'
import { layOut, type Written } from './sheet.ts'

/** A paper as it is kept. */
export interface KeptPaper {
  id: string
  part: string
  record: string
  edition: number
  code: string
  title: string
  agency: string
  seal: string
  says: string
  digest: string
  sealedAt: Date
  endedAt: Date | null
}

/** The columns of a paper without its files. */
export const paperColumns = `id, part, record, edition, code, title, agency, seal, says, digest, sealed_at as "sealedAt", ended_at as "endedAt"`

/** What a paper says, with whose seal stands below it. */
type Said = PaperText & { agency: string }

/** Where a paper is looked up by whoever holds it. */
const addressOf = (house: House, code: string) =>
  `${(house.settings.publicUrl ?? '').replace(/\/$/, '')}/checks/papers/${code}`

const inFours = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ')

/** A paper laid out, with the code by which anybody looks it up. */
async function laidOut(house: House, said: Said, code: string) {
  const written: Written = {
    ...said,
    code: {
      text: addressOf(house, code),
      says: [
        '扫码，或在“文书核验”里填下面的编码，核对真伪和现在的状态：',
        inFours(code),
        ...(house.clock.shifted ? ['演示数据，不具有法律效力'] : []),
      ],
    },
  }
  return layOut(house.rooms, written, encodeQR(addressOf(house, code), 'raw', { border: 1, ecc: 'medium' }))
}

const knownIn = ({ agencies, regions }: Directory, edition: number) => ({
  edition,
  agency: (id: string | null) => agencies.get(id ?? '')?.name ?? '',
  region: (code: string | null) => regions.get(code ?? '')?.name ?? '',
})

/** As JSON keeps it: what is not said is not there. */
const plain = (said: Said): unknown => JSON.parse(JSON.stringify(said))

/** How a row's paper stands that was sealed last; held until the transaction ends. */
async function lastOf(tx: Tx, part: string, record: string): Promise<KeptPaper | undefined> {
  const [last] = await tx.query<KeptPaper>(
    `select ${paperColumns} from seal.paper where part = $1 and record = $2 order by edition desc limit 1 for update`,
    [part, record],
  )
  return last
}

/**
 * Brings a row's paper into step with the row: sealed when it first stands so, sealed anew when what it says has changed, out
 * of force when it stands so no longer. @throws seal/none-in-use
 */
export async function followPaper(tx: Tx, paper: SealedPaper, row: Row & { id: string }, by: By) {
  const last = await lastOf(tx, paper.name, row.id)
  const directory = directoryOf(tx)
  const tell = (kind: string, of: string, about: Record<string, unknown>) =>
    publish(tx, {
      ...{ kind, actor: by.actor.person ?? 'platform', subject: `paper:${of}`, at: by.at, by },
      about: { kind: paper.name, record: `${paper.of.name}:${row.id}`, ...about },
    })
  if (!holdsOf(paper.while, row)) {
    if (!last || last.endedAt) return
    await tx.query('update seal.paper set ended_at = $2 where id = $1', [last.id, by.at])
    return tell('paper.ended', last.id, { digest: last.digest })
  }
  const edition = (last?.edition ?? 0) + 1
  const agency = String(row[paper.by])
  if (last && !last.endedAt && saysTheSame(paper, row, last, directory)) return
  const seal = await sealInUse(tx, paper.with.name, agency, paper.uses, by.at)
  if (!seal) throw noneInUse(paper, directory.agencies.get(agency)?.name ?? agency)
  const said: Said = { ...paper.writes(row as never, knownIn(directory, edition)), agency: seal.name }
  const code = randomBytes(16).toString('hex')
  const id = newId(by.at)
  const house = houseOf(tx)
  const sheet = await laidOut(house, said, code)
  const key = await keyOf(tx, seal, 'sm2-sm3')
  const named = { id: code, title: said.title, author: said.agency, at: by.at }
  const ofd = writeOfd(sheet, named, { der: seal.der, size, vendor }, (of, property) =>
    writeSignature(
      { seal: seal.der, at: by.at, digest: of, property },
      { certificate: seal.certificate, signs: (data) => key.sign(data) },
    ),
  )
  const sum = digest('sha-256', ofd).toString('hex')
  await tx.query(
    `insert into seal.paper (id, part, record, edition, code, title, agency, seal, says, digest, ofd, sealed_at, person)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      paper.name,
      row.id,
      edition,
      code,
      said.title,
      agency,
      seal.id,
      canonical(plain(said)),
      sum,
      ofd,
      by.at,
      by.actor.person,
    ],
  )
  return tell('paper.sealed', id, { edition, seal: seal.number, digest: sum })
}

/** Whether a row says the same as the paper that was sealed last. */
function saysTheSame(paper: SealedPaper, row: Row, { says, edition }: KeptPaper, directory: Directory): boolean {
  const { agency, ...said } = JSON.parse(says) as Said
  const now = plain({ ...paper.writes(row as never, knownIn(directory, edition)), agency })
  return canonical(now) === canonical({ ...said, agency })
}

/** @returns the refusal where an agency has no seal that a paper may carry */
function noneInUse({ title, uses, with: seals }: SealedPaper, agency: string) {
  const { options = {} } = noteOf(seals.of.fields[seals.use] as z.ZodType)
  return faults['none-in-use']({ agency, paper: title, uses: uses.map((use) => options[use] ?? use).join('、') })
}

/**
 * A paper as PDF: made when it is first asked for, under the same seal while that may be used, and kept.
 * @throws seal/paper-ended seal/seal-ended
 */
export async function pdfOf(house: House, seals: Seals, paper: KeptPaper): Promise<Buffer> {
  const { database } = house
  const kept = await pdfKept(house, paper)
  if (kept) return kept
  if (paper.endedAt) throw faults['paper-ended']({ paper: paper.title })
  const at = house.clock.now()
  const seal = await sealOf(database, paper.seal)
  if (!seal || seal.restedAt || seal.revokedAt || seal.until < at) throw faults['seal-ended']()
  const said = JSON.parse(paper.says) as Said
  const picture = await drawSeal(house.rooms, seal.name, belowStar(seals, seal))
  const key = await keyOf(database, seal, 'ecdsa-p256-sha256')
  const pdf = await writePdf(
    await laidOut(house, said, paper.code),
    { id: paper.code, title: said.title, author: said.agency, at },
    { shapes: picture.shapes, size: picture.size, name: seal.name },
    (of) => signData({ key, certificate: seal.twinCertificate }, { type: plainData, digest: of }),
  )
  await database.write({ all: 'on' }, (tx) =>
    tx.query('update seal.paper set pdf = $2, pdf_digest = $3 where id = $1 and pdf is null', [
      ...[paper.id, pdf, digest('sha-256', pdf).toString('hex')],
    ]),
  )
  // Whoever asked at the same moment may have been first.
  return (await pdfKept(house, paper)) ?? pdf
}

async function pdfKept({ database }: House, { id }: KeptPaper): Promise<Buffer | null> {
  const [kept] = await database.read<{ pdf: Buffer | null }>(
    { all: 'on' },
    'select pdf from seal.paper where id = $1',
    [id],
  )
  return kept?.pdf ?? null
}
