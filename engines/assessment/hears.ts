import { dayOf } from '#kernel/clock'
import { askingIn, type Row, type Tx } from '#kernel/database'
import type { Refusal } from '#kernel/fault'
import type { House } from '#kernel/engine'
import type { Event, Hearer } from '#kernel/event'
import type { By } from '#engines/register/run'
import { indicatorsOf } from '#engines/indicator/run'
import { begin } from './begin.ts'
import { begunOf, type Begun } from './begun.ts'
import { faults } from './faults.ts'
import type { Assessment } from './index.ts'
import { finish, publish } from './publish.ts'
import { aLeafHasWhatItsMethodAsks } from './rules/a-leaf-has-what-its-method-asks.ts'
import { anObjectionComesInItsDays } from './rules/an-objection-comes-in-its-days.ts'
import { itIsToldWhileItIsAsked, type Told } from './rules/it-is-told-while-it-is-asked.ts'
import type { Source } from './scheme.ts'
import { leafOfRow, saysTheSame } from './scheme-text.ts'
import { uphold } from './uphold.ts'

/** A row of one of the registers that an assessment is kept in, as it now stands. */
type Heard = (tx: Tx, row: Row & { id: string }, event: Event & { by: By }) => Promise<void>

interface Watched {
  register: { name: string }
  does: Heard
  refuses: readonly Refusal[]
}

/** The registers of an assessment, what it does when a row of one comes or changes, and what it refuses it by. */
function watched(assessment: Assessment): Watched[] {
  const { scheme, leaf, object, entry, mark, objection } = assessment.registers
  return [
    {
      register: scheme,
      does: schemeMoves(assessment),
      refuses: [faults['scheme-wrong'], faults['not-ready'], faults.begun],
    },
    { register: leaf, does: partsStand(assessment), refuses: [faults['leaf-wrong'], faults.begun] },
    { register: object, does: partsStand(assessment), refuses: [faults.begun] },
    { register: entry, does: isTold('reported'), refuses: [faults['not-asked']] },
    { register: mark, does: isTold('expert'), refuses: [faults['not-asked']] },
    { register: objection, does: isObjected(assessment), refuses: [faults['not-open']] },
  ]
}

const watchedIn = (house: House) => [...house.parts<Assessment>('assessment').values()].flatMap(watched)

/** What an assessment does when a row of its registers comes or changes, in the same transaction: what does not fit is undone. */
export const hears = (house: House): Hearer[] => {
  const over = new Map(watchedIn(house).map(({ register, does }) => [register.name, does]))
  return [
    {
      hears: ['register.created', 'register.amended'],
      does: async (tx, event) => {
        const [name] = event.subject.split(':') as [string]
        await over.get(name)?.(tx, event.held as Row & { id: string }, event as never)
      },
    },
  ]
}

/** What it refuses such rows by. */
export const guards = (house: House) =>
  watchedIn(house).map(({ register, refuses }) => ({ over: register.name, refuses }))

const begunIn = (tx: Tx, row: Row) => begunOf(askingIn(tx), row['scheme'] as string)

/** A scheme is begun, published and final by what its standing is set to; beyond that it stands as it was begun. */
const schemeMoves =
  (assessment: Assessment): Heard =>
  async (tx, row, { by }) => {
    const begun = await begunOf(askingIn(tx), row.id, 'for update')
    const { standing } = row
    if (!begun) {
      if (standing === 'begun') await begin(tx, assessment, row, by)
      else if (standing !== 'draft') throw faults['not-ready']({ what: '改动阶段', why: '方案还没有启动' })
      return
    }
    const freezes = new Date(row['freezesOn'] as string | Date).getTime() === begun.freezesAt.getTime()
    if (!saysTheSame(row, begun.scheme) || !freezes || standing === 'draft') throw faults.begun()
    if (row['reportsUntil'] !== begun.reportsUntil)
      await tx.query('update assessment.scheme set reports_until = $2 where id = $1', [row.id, row['reportsUntil']])
    if (standing === 'published' && !begun.publishedAt) await publish(tx, assessment, begun, by)
    if (standing === 'final' && !begun.finalAt) await finish(tx, assessment, begun, row, by)
    if (standing === 'replaced' && !begun.replacedBy)
      throw faults['not-ready']({ what: '停用这一版', why: '还没有新版启动' })
  }

/** Leaves and objects are written while their scheme is a draft, and a leaf with all that its method asks. @throws assessment/begun assessment/leaf-wrong */
const partsStand =
  ({ registers }: Assessment): Heard =>
  async (tx, row, { subject }) => {
    if (await begunIn(tx, row)) throw faults.begun()
    if (!subject.startsWith(`${registers.leaf.name}:`)) return
    const leaf = leafOfRow(row)
    const why = aLeafHasWhatItsMethodAsks(leaf, new Set(indicatorsOf(tx).keys()))
    if (why.length > 0) throw faults['leaf-wrong']({ leaf: `${leaf.code} ${leaf.title}`, why })
  }

/** The leaf that a row tells of, by its code, with the scheme that the row names. */
async function toldOf(tx: Tx, row: Row): Promise<{ begun: Begun | undefined; told: Told }> {
  const begun = await begunIn(tx, row)
  const code = begun?.scheme.leaves.find(({ id }) => id === row['leaf'])?.code ?? ''
  return { begun, told: { code, agency: row['assessed'] as string } }
}

const isTold =
  (source: Source): Heard =>
  async (tx, row, { kind, by }) => {
    const { begun, told } = await toldOf(tx, row)
    const first = kind === 'register.created' && source === 'reported'
    itIsToldWhileItIsAsked(begun, told, source, { today: dayOf(by.at), until: (first && begun?.reportsUntil) || null })
  }

const isObjected =
  (assessment: Assessment): Heard =>
  async (tx, row, { kind, by }) => {
    const { begun, told } = await toldOf(tx, row)
    if (kind === 'register.created') return anObjectionComesInItsDays(begun, told, by.at)
    if (!begun || begun.finalAt) throw faults['not-open']({ why: '结果已经定稿' })
    if (row['standing'] === 'upheld') await uphold(tx, assessment, begun, { id: row.id, ...told }, by)
  }
