import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openDatabase, type Database, type Scope } from '#kernel/database'
import { listCases } from '../../engines/case/read.ts'
import { listingOf } from '../../engines/case/listing.ts'
import { Rooms } from '#kernel/room'
import type { Actor, Role, ScopeName } from '#engines/identity'
import { entitled, openRoles } from '#engines/identity/run'
import { taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'
import { fillTasks } from '../fill.ts'
import { interleaved, median, quantile, timed, type Findings } from '../figures.ts'
import { at, type Place } from '../place.ts'

const declared = taskSupervision
const looker: Actor = {
  person: '00000000-0000-7000-8000-000000000000',
  name: '量者',
  position: '00000000-0000-7000-8000-000000000001',
  agency: 'city-industry-bureau',
  areas: ['3209'],
  roles: ['measured'],
}

/** The list as the engine asks for it, with row-level security and as the owner whom it does not hold. */
export const rls = (large: boolean): Promise<Findings> =>
  at(async (place) => {
    const size = large ? 1_000_000 : 200_000
    await fillTasks(place.owner, { tasks: size })
    const guarded = openDatabase(appUrl(place))
    const free = openDatabase(place.ownerUrl)
    try {
      const figures: Findings['figures'] = []
      const scopes: ScopeName[][] = [['all'], ['own-agency'], ['own-agency', 'assigned'], ['own-area']]
      for (const scope of scopes) {
        const role: Role = {
          kind: 'role',
          name: 'measured',
          title: '量者',
          heldBy: 'appointed',
          duties: [],
          grants: scope.map((one) => ({ on: declared, actions: ['read'], scope: one })),
        }
        const rooms = new Rooms()
        openRoles(rooms, [role])
        const actor = entitled({ rooms }, looker)
        for (const [what, count] of [
          ['page', false],
          ['page and total', true],
        ] as const) {
          const list = (database: Database) => () =>
            timed(
              Array.from({ length: count ? 15 : 60 }, () => () => {
                const only = count ? database : { ...database, read: withoutTotal(database) }
                return listCases(only, declared, actor, new Date('2024-11-20T01:00:00Z'), {
                  ...listingOf(declared, { sort: 'dueOn' }, actor.agency),
                  limit: 20,
                })
              }),
            )
          const found = await interleaved({ free: list(free), guarded: list(guarded) })
          const [mine, limit] = [found.guarded, found.free].map((runs) => median(runs.map((run) => quantile(run, 0.5))))
          const ratio = (limit as number) / (mine as number)
          figures.push({
            name: `${what}, ${scope.join(' and ')}, p50`,
            value: mine as number,
            unit: 'ms',
            limit: { name: 'without row-level security', value: limit as number },
            ratio,
            goal: { says: '≥ 0.85 ×', met: ratio >= 0.85 },
          })
        }
      }
      return {
        figures,
        notes: [
          `${size.toLocaleString('en')} cases; one reader, in process, sorted by due day; the ratio is the speed with row-level security to that without.`,
          ...(large ? [] : ['1,000,000 cases: not measured without --large.']),
        ],
      }
    } finally {
      await guarded.close()
      await free.close()
    }
  })

/** Answers every total with nothing, so that the page alone is measured. */
const withoutTotal =
  (database: Database): Database['read'] =>
  async <R>(scope: Scope, text: string, values?: readonly unknown[]) =>
    /^select (count|coalesce\(sum)\(/.test(text) ? [] : database.read<R>(scope, text, values)

/** The application's own role, which row-level security holds. */
function appUrl(place: Place): string {
  const url = new URL(place.ownerUrl)
  url.username = 'city_app'
  url.password = readFileSync(path.join(place.dataDir, 'city_app.secret'), 'utf8').trim()
  return url.href
}
