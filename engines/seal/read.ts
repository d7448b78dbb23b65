import type { House } from '#kernel/engine'
import type { Part } from '#kernel/system'
import type { Actor } from '#engines/identity'
import { read } from '#engines/register/run'
import type { Register } from '#engines/register'
import { standingOf, type PaperStanding } from './check/check.ts'
import { faults } from './faults.ts'
import type { SealedPaper, Seals } from './index.ts'
import { sealOf } from './in-hand.ts'
import { belowStar } from './make.ts'
import { paperColumns, type KeptPaper } from './paper/issue.ts'
import { drawSeal, svgOf } from './picture.ts'
import { readCertificate } from '#engines/crypto/run'

/** A part of a kind whose row an actor may read. @throws seal/no-such-part register/not-found */
async function partFor<P extends Part & { of: Register }>(
  house: House,
  kind: P['kind'],
  { name, id }: { name: string; id: string },
  actor: Actor,
): Promise<P> {
  const part = house.parts<P>(kind).get(name)
  if (!part) throw faults['no-such-part']()
  await read(house.database, part.of, id, actor)
  return part
}

/** A seal as its page shows it. @throws seal/no-such-part register/not-found seal/no-such-seal */
export async function sealFor(house: House, asked: { name: string; id: string }, actor: Actor) {
  const seals = await partFor<Seals>(house, 'seal', asked, actor)
  const seal = await sealOf(house.database, asked.id)
  if (!seal) throw faults['no-such-seal']()
  const certificate = readCertificate(seal.certificate)
  const standing = seal.revokedAt
    ? 'revoked'
    : seal.restedAt
      ? 'rests'
      : seal.until < house.clock.now()
        ? 'expired'
        : 'live'
  return {
    ...{ number: seal.number, name: seal.name, standing: standing as 'revoked' | 'rests' | 'expired' | 'live' },
    ...{
      from: seal.from,
      until: seal.until,
      certificate: certificate.serial,
      fingerprint: certificate.key.fingerprint(),
    },
    picture: svgOf(await drawSeal(house.rooms, seal.name, belowStar(seals, seal))),
  }
}

/** The seal's own file, as the standard has it. @throws seal/no-such-part register/not-found seal/no-such-seal */
export async function sealFile(house: House, asked: { name: string; id: string }, actor: Actor): Promise<Buffer> {
  await partFor<Seals>(house, 'seal', asked, actor)
  const seal = await sealOf(house.database, asked.id)
  if (!seal) throw faults['no-such-seal']()
  return seal.der
}

const onePage = 50

/** What a seal was used for, newest first. @throws seal/no-such-part register/not-found */
export async function usesOf(
  house: House,
  asked: { name: string; id: string; after?: string | undefined },
  actor: Actor,
) {
  await partFor<Seals>(house, 'seal', asked, actor)
  const found = await house.database.read<Pick<KeptPaper, 'id' | 'title' | 'edition' | 'sealedAt' | 'digest'>>(
    { all: 'on' },
    `select id, title, edition, sealed_at as "sealedAt", digest from seal.paper where seal = $1 and ($2::uuid is null or id < $2) order by id desc limit ${onePage + 1}`,
    [asked.id, asked.after ?? null],
  )
  const rows = found.slice(0, onePage)
  return { rows, next: found.length > onePage ? (rows.at(-1)?.id ?? null) : null }
}

type Standing = KeptPaper & { last: number }
const whole = `${paperColumns}, (select max(l.edition) from seal.paper l where l.part = p.part and l.record = p.record) as last`

/** The editions of a row's paper, newest first. @throws seal/no-such-part register/not-found */
export async function editionsOf(house: House, asked: { name: string; id: string }, actor: Actor) {
  await partFor<SealedPaper>(house, 'sealed-paper', asked, actor)
  const found = await house.database.read<Standing>(
    { all: 'on' },
    `select ${whole} from seal.paper p where part = $1 and record = $2 order by edition desc limit 100`,
    [asked.name, asked.id],
  )
  return {
    rows: found.map((one) => ({
      ...{ edition: one.edition, title: one.title, code: one.code, sealedAt: one.sealedAt, endedAt: one.endedAt },
      standing: standingOf(one),
    })),
  }
}

/**
 * One edition of a row's paper, the newest without a number. What is somebody else's and personal is read for a purpose, on
 * record. @throws seal/no-such-part register/not-found seal/no-such-paper seal/purpose-needed
 */
export async function paperFor(
  house: House,
  asked: { name: string; id: string; edition?: number | undefined; purpose?: string | undefined },
  actor: Actor,
): Promise<{ paper: Standing; of: SealedPaper }> {
  const of = house.parts<SealedPaper>('sealed-paper').get(asked.name)
  if (!of) throw faults['no-such-part']()
  const looking = { at: house.clock.now(), purpose: asked.purpose }
  const row = (await read(house.database, of.of, asked.id, actor, looking)) as { veiled?: string[] }
  const [paper] = await house.database.read<Standing>(
    { all: 'on' },
    `select ${whole} from seal.paper p where part = $1 and record = $2 and ($3::int is null or edition = $3) order by edition desc limit 1`,
    [asked.name, asked.id, asked.edition ?? null],
  )
  if (!paper) throw faults['no-such-paper']()
  if (row.veiled && row.veiled.length > 0) throw faults['purpose-needed']({ paper: paper.title })
  return { paper, of }
}

/** The OFD package of a paper. */
export async function ofdOf(house: House, { id }: KeptPaper): Promise<Buffer> {
  const [kept] = await house.database.read<{ ofd: Buffer }>({ all: 'on' }, 'select ofd from seal.paper where id = $1', [
    id,
  ])
  if (!kept) throw faults['no-such-paper']()
  return kept.ofd
}

/** What anybody is told of a paper whose code they hold: nothing of what it says. @throws seal/no-such-paper */
export async function byCode(house: House, code: string) {
  const [found] = await house.database.read<Standing & { seal: string; number: string }>(
    { all: 'on' },
    `select ${whole}, (select number from seal.seal s where s.id = p.seal) as number from seal.paper p where code = $1`,
    [code],
  )
  if (!found) throw faults['no-such-paper']()
  return {
    ...{ title: found.title, agency: found.agency, edition: found.edition, last: found.last },
    ...{ sealedAt: found.sealedAt, endedAt: found.endedAt, number: found.number },
    standing: standingOf(found) as PaperStanding,
  }
}
