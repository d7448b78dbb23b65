import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { newId, secret, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { dayOf, heldClock, plusDays, startOf } from '#kernel/clock'
import type { StoredFile } from '#kernel/file'
import { noteUpload } from '#kernel/file'
import { act } from '#engines/case/run'
import { issueCard } from '#engines/code/run'
import { fileDraft, takeIn as takeInDraft } from '#engines/counter/run'
import type { CertifyingName } from '#engines/crypto'
import { establish, makeApplication, makeKey } from '#engines/crypto/run'
import { arrive } from '#engines/exchange/run'
import { readDocument, takeIn } from '#engines/document/run'
import { cityFace } from '#engines/front/run'
import { nobody } from '#engines/identity'
import {
  appoint,
  citizenIndex,
  directoryOf,
  makePerson,
  recordOrganisation,
  actorByAccount,
  verifyPerson,
} from '#engines/identity/run'
import { compose } from '#engines/indicator/run'
import { tableOf, type Register } from '#engines/register'
import { amendAs, byIds, createAs } from '#engines/register/run'
import { pack } from '#engines/reuse/run'
import { enterprises } from '../city/yancheng/people.ts'
import { demoNow, planFile } from '#city'
import type { SeedAct } from '../platform/seed.ts'
import { keeper as keeperRoom } from '#kernel/keeper'
import { demoOf, type Demo } from './demo.ts'
import type { OpenHouse as House } from './house.ts'

/** The demonstration password: it opens nothing beyond the seeded city, which never listens beyond this machine. */
export const demoPassword = 'yancheng-2024'

/** Fills an empty city with people and with what they did until the demonstration day, through everyone's verbs. */
export async function seed(house: House): Promise<void> {
  const demo = await demoOf(house.systems)
  const clock = heldClock('2024-08-23T09:00:00+08:00')
  await people(house, demo, clock.now())
  for (const one of demo.acts) {
    for (let day = plusDays(dayOf(clock.now()), 1); day <= one.on; day = plusDays(day, 1))
      await house.sweep(startOf(day))
    clock.set(new Date(Math.max(startOf(one.on).getTime() + 9 * 3600_000, clock.now().getTime() + 60_000)))
    await happen(house, one, clock.now()).catch((cause: Error) => {
      throw new Error(`what ${one.by} did on ${one.on} cannot be seeded (${whatOf(one)}): ${cause.message}`, { cause })
    })
  }
  for (let day = plusDays(dayOf(clock.now()), 1); day <= demoNow.slice(0, 10); day = plusDays(day, 1))
    await house.sweep(startOf(day))
}

/** An empty city gets one officer of the data bureau's desk, whose first password is kept in a file of mode 600. */
export async function firstOfficer(
  house: House,
  dataDir: string,
): Promise<{ account: string; file: string } | undefined> {
  const file = path.join(dataDir, 'first-officer.secret')
  const account = 'data-bureau'
  const post = {
    agency: 'city-data-bureau',
    region: '3209',
    title: '督办专员',
    roles: ['plan-supervisor', 'task-officer', 'identity-administrator'],
  }
  return house.database.write({ all: 'on' }, async (tx) => {
    // Several processes may start over one empty city: the first makes the account, the others find somebody.
    await tx.query('select pg_advisory_xact_lock(320901)')
    const [someone] = await tx.query('select 1 from identity.person limit 1')
    if (someone) return undefined
    await appoint(tx, house.clock.now(), { account, password: secret(file), name: '首位工作人员', ...post })
    return { account, file }
  })
}

async function people(house: House, { officers, citizens }: Demo, at: Date) {
  await house.database.write({ all: 'on' }, async (tx) => {
    for (const officer of officers)
      await appoint(tx, at, {
        ...officer,
        password: demoPassword,
        region: directoryOf(house).agencies.get(officer.agency)?.region ?? '3209',
      })
    const ids = new Map<string, string>()
    for (const { number, ...citizen } of citizens) {
      ids.set(citizen.account, await makePerson(tx, at, { ...citizen, password: demoPassword }))
      if (number !== undefined) await readOffThePapers(house, tx, at, citizen.account, number)
    }
    for (const { representative, ...enterprise } of enterprises)
      await recordOrganisation(tx, at, { ...enterprise, representative: ids.get(representative) as string })
  })
}

/** Two clerks of the city's own desk read the same number off somebody's papers. */
async function readOffThePapers(house: House, tx: Tx, at: Date, account: string, number: string) {
  const citizen = house.rooms.get(citizenIndex)(number)
  const clerks = await tx.query<{ person: string }>(
    `select person from identity.position where agency = 'city-data-bureau' order by id limit 2`,
  )
  for (const { person } of clerks) await verifyPerson(tx, at, { ...nobody, person }, { account, citizen })
}

/** Cards that an officer's agency puts onto people's codes. */
async function issueCards(
  { database, rooms }: House,
  { issues, cards }: Extract<SeedAct, { issues: unknown }>,
  { actor, at }: By,
) {
  const { agency } = actor
  if (!agency) throw new Error(`${actor.name} issues no ${issues.name}`)
  for (const card of cards)
    await database.write({ all: 'on' }, (tx) =>
      issueCard(tx, rooms.get(keeperRoom), at, actor, { ...card, kind: issues, agency }),
    )
}

/** A system that uses keys in custody, with its keys. */
async function registerApplication(
  { database, rooms }: House,
  { application: name, keys }: Extract<SeedAct, { application: unknown }>,
  { actor: { person, agency }, at }: By,
) {
  if (!agency) throw new Error(`${person} registers no application`)
  await database.write({ all: 'on' }, async (tx) => {
    const tell = (subject: string, about: object) =>
      publish(tx, { kind: 'crypto.create', actor: person, subject, at, about: { ...about } })
    const quota = { dailyCalls: 10_000, dailyBytes: 2 ** 30 }
    const { id: application } = await makeApplication(tx, { agency, name, ...quota }, person, at)
    await tell(`crypto-application:${name}`, { name })
    for (const key of keys) {
      await makeKey(tx, rooms.get(keeperRoom), { application, agency, ...key }, person, at)
      await tell(`crypto-application:${application}`, key)
    }
  })
}

/** The authority that issues certificates of an algorithm, established by whoever may. */
async function establishAuthority(
  { database, rooms }: House,
  algorithm: CertifyingName,
  { actor: { person }, at }: By,
) {
  const of = { algorithm, city: `数字${rooms.get(cityFace).name}` }
  await database.write({ all: 'on' }, async (tx) => {
    await establish(tx, rooms.get(keeperRoom), of, person, at)
    const subject = `crypto-authority:${algorithm}`
    await publish(tx, { kind: 'crypto.certify', actor: person, subject, at, about: { does: 'establish' } })
  })
}

/** What a seeded act is about, in a word. */
const whatOf = (one: SeedAct): string => {
  const { by: _by, on: _on, ...does } = one
  return Object.entries(does)
    .flatMap(([verb, what]) => {
      const name = typeof what === 'object' && what !== null && 'name' in what ? what.name : what
      return typeof name === 'string' ? [`${verb} ${name}`] : []
    })
    .join(', ')
}

/** Who did it, and when. */
type By = { actor: Awaited<ReturnType<typeof actorByAccount>>; at: Date }

async function happen(house: House, one: SeedAct, at: Date) {
  const actor = await actorByAccount(house.database, one.by, at)
  const by: By = { actor, at }
  if ('imports' in one) {
    const content = readFileSync(planFile)
    const file = await house.files.take('2024年数字盐城工作要点.txt', Readable.from([content]))
    const read = await readDocument(one.imports.reads, file.name, content, directoryOf(house))
    await house.database.write({ all: 'on' }, async (tx) => {
      await noteUpload(tx, file, actor.person, at)
      await takeIn(tx, one.imports, read, file.id, by)
    })
  } else if ('registers' in one) {
    const rows = await one.rows(
      (register, which) => rowOf(house, register, which as never) as never,
      (register) => rowsOf(house, register) as never,
    )
    await house.database.write({ all: 'on' }, async (tx) => {
      for (const row of rows) await createAs(tx, one.registers, row as never, by)
    })
  } else if ('corrects' in one) {
    const { id, version } = await rowOf(house, one.corrects, one.which)
    await house.database.write({ all: 'on' }, (tx) =>
      amendAs(tx, one.corrects, id, version, one.values as never, { actor, at }),
    )
  } else if ('tells' in one) {
    await house.database.write({ all: 'on' }, (tx) => arrive(tx, one.tells, one.rows, by))
  } else if ('issues' in one) {
    await issueCards(house, one, by)
  } else if ('application' in one) {
    await registerApplication(house, one, by)
  } else if ('establishes' in one) {
    await establishAuthority(house, one.establishes, by)
  } else if ('drafts' in one) {
    await write(house, one, by)
  } else if ('packs' in one) {
    const { id } = await rowOf(house, one.of, one.which)
    await house.database.write({ all: 'on' }, (tx) => pack(tx, one.packs, one.of.name, id, by))
  } else if ('composes' in one) {
    const about = await rowOf(house, one.about, one.which)
    const asked = { about: about.id, month: one.month, actor }
    await house.database.write({ all: 'on' }, (tx) => compose(tx, one.composes, asked, at))
  } else {
    for (const id of await casesOf(house, one)) {
      const evidence = one.evidence ? [await bring(house, actor.person, one.evidence, at)] : undefined
      await act(
        house.database,
        one.acts,
        id,
        { action: one.action, form: { ...one.form, ...(evidence && { evidence }) } },
        by,
      )
    }
  }
}

async function bring(
  house: House,
  person: string,
  { name, text }: { name: string; text: string },
  at: Date,
): Promise<StoredFile> {
  const file = await house.files.take(name, Readable.from([Buffer.from(text)]))
  await house.database.write({}, (tx) => noteUpload(tx, file, person, at))
  return file
}

/** What somebody writes at a counter goes in as from a device of theirs, and is filed where it was. */
async function write(house: House, one: Extract<SeedAct, { drafts: unknown }>, { actor, at }: By) {
  const { agency } = actor
  if (agency === null) throw new Error(`${one.by} works at no counter`)
  const paper = one.paper && { [one.paper.field]: [await bring(house, actor.person, one.paper, at)] }
  const words = { ...(await one.words((register, which) => rowOf(house, register, which as never) as never)), ...paper }
  const writing = { draft: newId(at), id: newId(at), base: 0, words, decides: [], writtenAt: at }
  const by = { actor: { ...actor, agency }, at }
  await house.database.write({ all: 'on' }, async (tx) => {
    const { draft } = await takeInDraft(tx, one.drafts, writing, by)
    if (one.files) await fileDraft(tx, one.drafts, draft, by)
  })
}

/** Every row of a register, in the order they were made. */
async function rowsOf(house: House, register: Register) {
  const rows = await house.database.read<{ id: string }>(
    { all: 'on' },
    `select id from ${tableOf(register)} order by id`,
  )
  const found = await byIds(
    house.database,
    register,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ id }) => found.get(id) ?? [])
}

/** The one row of a register that fits. */
async function rowOf(house: House, register: Register, which: (record: never) => boolean) {
  const row = (await rowsOf(house, register)).find((one) => which(one as never))
  if (!row) throw new Error(`no ${register.name} fits`)
  return row
}

/** The open cases of a kind whose subject fits an act. */
async function casesOf(house: House, one: Extract<SeedAct, { acts: unknown }>): Promise<string[]> {
  const rows = await house.database.read<{ id: string; subject: string }>(
    { all: 'on' },
    'select id, subject from casework.case where kind = $1 and closed_at is null and ($2::text is null or agency = $2) order by id',
    [one.acts.name, one.unit ?? null],
  )
  const subjects = await byIds(
    house.database,
    one.acts.subject,
    rows.map((row) => row.subject),
  )
  return rows.filter((row) => one.which(subjects.get(row.subject) as never)).map((row) => row.id)
}
