import type * as z from 'zod'
import { choice, date, files, integer, longText, noteOf, optional, text } from '#kernel/field'
import { agency, type Actable } from '#engines/identity'
import { defineRegister, record, type Register } from '#engines/register'

/** How many rows a kit holds at most. */
export const mostRows = 2000

/** The registers of what is reused: what can be reused, its editions, the kits that travel, and who has taken which. */
function registersOf<N extends string>(name: N, title: string) {
  const kit = defineRegister(`${name}-kit` as const, {
    title: '配置包',
    naming: 'title',
    fields: {
      title: text('名称', { max: 200, sensitivity: 'public' }),
      of: text('种类', { max: 100, sensitivity: 'public' }),
      rows: integer('条数', { min: 1, max: mostRows, sensitivity: 'public' }),
      origin: choice('来历', { packed: '在本平台打包', brought: '从外面带入' }, { sensitivity: 'public' }),
      digest: text('摘要（SHA-256）', { max: 64, sensitivity: 'public' }),
    },
    columns: ['title', 'of', 'rows', 'origin'],
    filters: ['of', 'origin'],
    amends: [],
  })
  const practice = defineRegister(name, {
    title,
    naming: 'title',
    fields: {
      title: text('名称', { max: 100, sensitivity: 'public' }),
      sort: choice('类别', { practice: '做法', capability: '能力' }, { sensitivity: 'public' }),
      solves: longText('解决什么问题', { max: 4000, sensitivity: 'public' }),
      origin: optional(text('来自', { max: 200, help: '哪个项目、哪项试点', sensitivity: 'public' })),
      users: integer('在用单位', { min: 0, max: 100_000, unit: '家', sensitivity: 'public' }),
      standing: choice('状态', { draft: '未发布', published: '可复用', retired: '已停用' }, { sensitivity: 'public' }),
    },
    columns: ['title', 'sort', 'users', 'standing'],
    filters: ['sort', 'standing'],
    sorts: ['users'],
    defaults: { sort: 'practice', users: 0, standing: 'draft' },
    moved: ['users', 'standing'],
  })
  const edition = defineRegister(`${name}-edition` as const, {
    title: '版本',
    naming: 'title',
    under: 'practice',
    fields: {
      practice: record('做法', practice),
      number: integer('第几版', { min: 1, max: 999, sensitivity: 'public' }),
      title: text('版本名称', { max: 100, sensitivity: 'public' }),
      says: longText('怎么做、有什么新的', { max: 4000, sensitivity: 'public' }),
      kit: optional(record('配置包', kit)),
      evidence: files('材料', { max: 10, help: '没有配置包的，材料说明怎么做' }),
      standing: choice(
        '状态',
        { draft: '待审核', published: '可复用', superseded: '已有新版', retired: '已停用' },
        { sensitivity: 'public' },
      ),
    },
    unique: [['practice', 'number']],
    counts: { field: 'number', among: ['practice'] },
    columns: ['number', 'title', 'kit', 'standing'],
    filters: ['standing'],
    sorts: ['number'],
    defaults: { evidence: [], standing: 'draft' },
    moved: ['standing'],
    amends: ['title', 'says', 'kit', 'evidence'],
    amendsWhile: { field: 'standing', is: ['draft'] },
  })
  const adoption = defineRegister(`${name}-adoption` as const, {
    title: '采用',
    naming: 'title',
    owner: 'adopter',
    fields: {
      edition: record('采用哪一版', edition, { where: { standing: 'published' } }),
      reason: longText('为什么采用', { max: 2000 }),
      title: optional(text('名称', { max: 100 })),
      practice: optional(record('做法', practice)),
      publisher: optional(agency('发布单位')),
      adopter: optional(agency('采用单位')),
      usedDays: integer('用了几天', { min: 0, max: 100_000, unit: '天', help: '得来的登记上有动作的天数，由平台计' }),
      usedOn: optional(date('最近使用')),
      notice: choice('提示', { none: '无', newer: '已有新版', retired: '发布单位已停用' }),
      standing: choice('状态', {
        ...{ requested: '待同意', agreed: '待采用', adopted: '已采用、未使用', used: '在用' },
        ...{ replaced: '已换新版', stopped: '已停用', refused: '未同意' },
      }),
    },
    uniqueWhile: [
      { fields: ['edition', 'adopter'], field: 'standing', is: ['requested', 'agreed', 'adopted', 'used'] },
    ],
    columns: ['title', 'adopter', 'publisher', 'usedDays', 'usedOn', 'standing'],
    filters: ['practice', 'adopter', 'publisher', 'standing'],
    sorts: ['usedDays'],
    defaults: { usedDays: 0, notice: 'none', standing: 'requested' },
    derives: {
      title: ['edition', 'title'],
      practice: ['edition', 'practice'],
      publisher: ['edition', 'agency'],
      adopter: 'agency',
    },
    moved: ['usedDays', 'usedOn', 'notice', 'standing'],
    amends: ['reason'],
  })
  return { kit, practice, edition, adoption }
}

/** The registers of something that is reused, whatever it is called. */
export type ReuseRegisters = ReturnType<typeof registersOf<string>>

/** `read`: what a kit holds and what came of an adoption; `pack`: to make kits of one's own rows, and rows of kits. */
export type ReuseAction = 'read' | 'pack'

/** What one agency has worked out and others take over, with a version that runs. */
export interface Reuse extends Actable<ReuseAction> {
  readonly kind: 'reuse'
  readonly name: string
  readonly registers: ReuseRegisters
}

/**
 * Declares something that agencies take over from each other, with the registers that it is kept in: the system lists them
 * among its parts, grants them and says by cases who publishes, asks, agrees and adopts. Its name is permanent: it is in
 * addresses, tables, grants and evidence.
 */
export const defineReuse = <const N extends string>(
  name: N,
  d: {
    /** What people call it. */
    title: string
  },
) => ({
  ...{ kind: 'reuse' as const, name, title: d.title },
  registers: registersOf(name, d.title),
  actions: ['read', 'pack'] as const,
})

/** Rows that travel together: how something is done, without who it is done to. */
export interface Kit extends Actable<never> {
  readonly kind: 'kit'
  readonly name: string
  readonly of: Register
  readonly with: readonly Register[]
}

/**
 * Declares rows that one agency packs and another unpacks as its own. Rows of others, agencies, files and personal fields
 * stay behind: an agency becomes the one that unpacks, the rest is left empty. Its name is permanent: it is in kits.
 * @throws Error which register belongs to none of the kit, or which field can neither travel nor be left empty
 */
export function defineKit(
  name: string,
  d: {
    /** What people call what travels. */
    title: string
    /** The register whose row is packed. */
    of: Register
    /** The registers whose rows, belonging to that row or to one that does, travel with it. */
    with?: readonly Register[]
  },
): Kit {
  const registers = [d.of, ...(d.with ?? [])]
  for (const [i, register] of registers.entries()) {
    if (i > 0 && !registers.slice(0, i).some((above) => aboveOf(register) === above.name))
      throw new Error(`${name}: rows of ${register.name} belong to none that travel`)
    for (const field of Object.keys(register.fields))
      if (staysBehind(register, field) && left(register, field) === undefined)
        throw new Error(`${name}: ${register.name}.${field} can neither travel nor be left empty`)
  }
  return { kind: 'kit', name, title: d.title, of: d.of, with: d.with ?? [], actions: [] }
}

/** The register to whose rows those of a register belong. */
export const aboveOf = ({ under, fields }: Register): string | undefined =>
  under === undefined ? undefined : noteOf(fields[under] as z.ZodType).register

const whoOrWhere: readonly string[] = [
  ...['record', 'agency', 'agencies', 'colleague', 'publicKeys', 'files', 'bytes', 'answers'],
  ...['region', 'point', 'area', 'line', 'lines'],
]

/** Whether a field stays behind when its row travels: it says who, of whom or where, or is worked out where the row is. */
export function staysBehind({ fields, moved, counts, derives, place, under }: Register, name: string): boolean {
  if (name === under) return false
  const { widget, sensitivity, sealed } = noteOf(fields[name] as z.ZodType)
  return (
    [...moved, ...Object.keys(derives), counts?.field, place].includes(name) ||
    whoOrWhere.includes(widget) ||
    sensitivity === 'personal' ||
    sealed !== undefined
  )
}

/** The agency that unpacks a row stands where another's stood. */
export const theirs = Symbol('the agency that unpacks')

/** What a new row says in a field that stayed behind: null where it says nothing, undefined where it cannot. */
export function left({ fields, defaults, counts }: Register, name: string): unknown {
  const field = fields[name] as z.ZodType
  const { optional: empty, widget } = noteOf(field)
  if (empty || name in defaults || name === counts?.field) return null
  if (widget === 'agency') return theirs
  return field.safeParse([]).success ? [] : undefined
}
