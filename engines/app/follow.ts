import { dayOf } from '#kernel/clock'
import type { Database, Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish, type Hearer } from '#kernel/event'
import { openLineOf, type Line } from '#engines/connection/run'
import { nobody, type Actor } from '#engines/identity'
import { endLent } from '#engines/identity/run'
import { columnOf, holdsOf, tableOf } from '#engines/register'
import { byIds, change, heldByIds, lastChanged } from '#engines/register/run'
import { appsOf, saidBy } from './apps.ts'
import { asked, NotHeard, steps, tryApp } from './conformance.ts'
import type { Apps, AppTried } from './index.ts'
import { contentOf, packageOf, type AppRow } from './package.ts'
import { triedAgainAfterDays } from './rules/an-app-is-tried-every-thirty-days.ts'
import { signerOf, type Signer } from './signer.ts'

const platform: Actor = { ...nobody, name: '标准应用联调' }
const atOnce = 20

interface Due extends Row {
  id: string
  /** The version of its row, and when what it opens was last changed. */
  edition: number
  opened: Date
  content: string | null
  version: number | null
  passed: boolean
  accepted: number | null
}

/**
 * Tries apps that were not tried as they stand now, some of them, against the other side; what passes and may be opened is
 * handed over to it.
 * @returns how many were tried
 */
export async function followApps(house: House, at: Date): Promise<number> {
  let tried = 0
  const broken: unknown[] = []
  for (const apps of appsOf(house)) {
    const line = await openLineOf(house, apps.host.name, at)
    if (!line || (await wasJustSilent(house.database, apps, at))) continue
    const found = await dueOf(house, apps, at)
    if (found.length === 0) continue
    const signer = await signerOf(house, apps, at)
    for (const due of found) {
      try {
        if (!(await follow(house, { apps, line, signer, due, at }))) break
        tried += 1
      } catch (error) {
        // One that cannot be tried at all holds up no other.
        broken.push(error)
        await setAside(house.database, apps, due, at)
      }
    }
  }
  if (broken.length > 0) throw broken[0]
  return tried
}

/** An app that could not be tried for a fault of the platform's own: it has not passed, and is tried again when it changes. */
const setAside = (database: Database, apps: Apps, due: Due, at: Date) =>
  database.write({ all: 'on' }, (tx) =>
    stand(tx, apps, due, {
      ...{ content: due.content ?? '', version: due.version ?? 1, heard: true, passed: false },
      ...{ accepted: due.accepted, at },
    }),
  )

async function wasJustSilent(database: Database, { name }: Apps, at: Date): Promise<boolean> {
  const [silent] = await database.read(
    { all: 'on' },
    `select 1 from app.standing where apps = $1 and not heard and at > $2::timestamptz - interval '1 minute' limit 1`,
    [name, at],
  )
  return silent !== undefined
}

/** Apps that were never tried, were changed since, or what they open was; that were tried long ago, or when nobody answered. */
function dueOf(house: House, apps: Apps, at: Date): Promise<Due[]> {
  const forms = Object.values(apps.opens.by).flatMap((entry) => (entry.sort === 'form' ? [entry] : []))
  const opened = [
    `null::timestamptz`,
    ...forms.map(
      ({ of, names }) =>
        `(select ${lastChanged(house, of, 'o')} from ${tableOf(of)} o where o.id = t.${columnOf(names)})`,
    ),
  ]
  return house.database.read<Due>(
    { all: 'on' },
    `select id, edition, opened, content, version, coalesce(passed, false) as passed, accepted from (
       select t.id, t.version as edition, coalesce(greatest(${opened.join(', ')}), 'epoch') as opened, s.edition as tried, s.opened as before,
         s.content, s.version, s.passed, s.accepted, s.heard, s.at
       from ${tableOf(apps.of)} t left join app.standing s on s.apps = $1 and s.id = t.id where t.${columnOf(apps.tried.field)} = any($2)) a
     where at is null or edition <> tried or opened <> before or not heard or at < $3::timestamptz - make_interval(days => ${triedAgainAfterDays})
     order by id limit ${atOnce}`,
    [apps.name, apps.tried.is, at],
  )
}

/** Tries one app, and keeps what came of it. @returns whether the other side answered */
async function follow(
  house: House,
  { apps, line, signer, due, at }: { apps: Apps; line: Line; signer: Signer; due: Due; at: Date },
): Promise<boolean> {
  const row = (await byIds(house.database, apps.of, [due.id])).get(due.id) as unknown as AppRow
  const said = saidBy(house, apps, row)
  const content = contentOf(said)
  const version = due.content === content ? (due.version as number) : (due.version ?? 0) + 1
  try {
    const came = await tryApp({ house, apps, line, signer, row, said, version, at })
    const failed = [...came].flatMap(([step, fault]) => (fault === null ? [] : [`${steps[step]?.title}：${fault}`]))
    let { accepted } = due
    if (failed.length === 0 && holdsOf(apps.live, row) && accepted !== version) {
      const file = packageOf(signer, said, { version, at })
      const { status, body } = await asked(line, '/apps', { package: file.toString('base64'), trial: false })
      if (status === 200) accepted = version
      else failed.push(`交给对方：${String(body['detail'] ?? status)}`)
    }
    const fault = failed.length > 0 ? failed.join('；') : null
    await keep(house, apps, { row, due, content, version, accepted, came, fault, at })
    return true
  } catch (error) {
    if (!(error instanceof NotHeard)) throw error
    await house.database.write({ all: 'on' }, (tx) =>
      stand(tx, apps, due, { content, version, heard: false, passed: due.passed, accepted: due.accepted, at }),
    )
    return false
  }
}

interface Came {
  row: AppRow
  due: Due
  content: string
  version: number
  accepted: number | null
  came: Map<string, string | null>
  fault: string | null
  at: Date
}

async function keep(
  house: House,
  apps: Apps,
  { row, due, content, version, accepted, came, fault, at }: Came,
): Promise<void> {
  const passed = fault === null
  const notes = apps.notes({ fault, on: dayOf(at), version: accepted } satisfies AppTried)
  await house.database.write({ all: 'on' }, async (tx) => {
    const [held] = await heldByIds(tx, apps.of, [row.id])
    if (!held) return
    const amended = await change(tx, apps.of, held[1], notes, { actor: platform, at })
    await stand(tx, apps, { ...due, edition: amended.version }, { content, version, heard: true, passed, accepted, at })
    await tx.query('delete from app.tried where apps = $1 and app = $2', [apps.name, amended.id])
    await tx.query(
      'insert into app.tried (apps, app, step, fault, at) select $1, $2, step, fault, $5 from unnest($3::text[], $4::text[]) as t(step, fault)',
      [apps.name, row.id, [...came.keys()], [...came.values()], at],
    )
    const tell = (what: string, about: Row = {}) =>
      publish(tx, {
        ...{ kind: `app.${what}`, actor: 'platform', subject: `app:${row.id}`, at },
        about: { apps: apps.name, version, ...about },
      })
    if (due.version === null || passed !== due.passed || version !== due.version)
      await tell(passed ? 'passed' : 'failed', fault === null ? {} : { fault })
    if (accepted !== null && accepted !== due.accepted) await tell('accepted')
  })
}

const stand = (
  tx: Tx,
  { name }: Apps,
  { id, edition, opened }: Due,
  s: { content: string; version: number; heard: boolean; passed: boolean; accepted: number | null; at: Date },
) =>
  tx.query(
    `insert into app.standing (apps, id, content, version, edition, opened, heard, passed, accepted, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (apps, id) do update set content = $3, version = $4, edition = $5, opened = $6, heard = $7, passed = $8, accepted = $9, at = $10`,
    [name, id, s.content, s.version, edition, opened, s.heard, s.passed, s.accepted, s.at],
  )

/** Whoever is in an app that may be opened no more is signed out of it, in the transaction that ends it. */
export const endsSessions = (house: House): Hearer[] => [
  {
    hears: ['register.amended'],
    does: async (tx, event) => {
      const [register] = event.subject.split(':') as [string]
      const row = event.held as { id: string }
      for (const apps of appsOf(house))
        if (apps.of.name === register && !holdsOf(apps.live, row)) await endLent(tx, { through: row.id })
    },
  },
]
