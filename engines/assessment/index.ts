import * as made from '#kernel/field'
import { agency, type Actable } from '#engines/identity'
import { indicator } from '#engines/indicator'
import { defineRegister, ownRecord, record, type NewRecord, type RecordOf, type Register } from '#engines/register'
import { methods, sources } from './scheme.ts'

export { inputOf, leavesOf, methods, sources, type Inputs, type Leaf, type Method, type Scheme } from './scheme.ts'
export { scoreAll, type LeafScore, type Score } from './score.ts'

const { choice, date, decimal, files, instant, integer, longText, optional, table, text } = made

const percent = (label: string, help: string) => optional(decimal(label, { max: 1000, unit: '%', help }))

/** The registers of a kind of assessment: the scheme with its leaves and objects, what is told for a leaf, and what is objected to. */
function registersOf<G extends Record<string, string>>(name: string, title: string, groups: G, within: Register) {
  const scheme = defineRegister(`${name}-scheme`, {
    title: `${title}方案`,
    naming: 'title',
    fields: {
      title: text('方案', { max: 100, sensitivity: 'public' }),
      year: integer('年度', { min: 2000, max: 2100, sensitivity: 'public' }),
      edition: integer('版次', { min: 1, max: 99, sensitivity: 'public' }),
      within: optional(record('平台指标按哪一份计数', within)),
      reportsUntil: date('自评截止', { sensitivity: 'public' }),
      freezesOn: instant('平台指标冻结时刻', { help: '到这一刻，平台指标按当时的数固定下来', sensitivity: 'public' }),
      objectionDays: integer('异议期', { min: 1, max: 60, unit: '个工作日', sensitivity: 'public' }),
      places: integer('小数位数', { min: 0, max: 4, help: '每项得分和总分四舍五入到几位', sensitivity: 'public' }),
      missing: choice(
        '没有数据的',
        { zero: '不得分', 'left-out': '不计入，其余折算成百分' },
        { sensitivity: 'public' },
      ),
      ties: choice('总分相同的', { shared: '并列', 'by-leaf': '先列指标得分高的在前' }, { sensitivity: 'public' }),
      grades: table(
        '等次',
        { title: '等次', share: '占比（%）' },
        { max: 9, help: '从高到低；最后一等为其余', sensitivity: 'public' },
      ),
      standing: choice(
        '阶段',
        { draft: '起草', begun: '自评和初审', published: '公示', final: '定稿', replaced: '已由新版代替' },
        { sensitivity: 'public' },
      ),
      replaces: optional(ownRecord('代替哪一版')),
    },
    columns: ['title', 'year', 'edition', 'reportsUntil', 'freezesOn', 'standing'],
    filters: ['year', 'standing'],
    sorts: ['year'],
    defaults: {
      ...{ edition: 1, objectionDays: 5, places: 2, missing: 'zero', ties: 'shared', standing: 'draft' },
      grades: [
        { title: '优秀', share: '30' },
        { title: '良好', share: '50' },
        { title: '合格', share: '20' },
      ],
    },
    moved: ['standing'],
    sections: [
      { title: '方案', asks: ['title', 'year', 'within'] },
      { title: '时间', asks: ['reportsUntil', 'freezesOn', 'objectionDays'] },
      { title: '计分', says: '这些规则会随结果一并公开。', asks: ['places', 'missing', 'ties', 'grades'] },
    ],
    amends: [
      ...(['title', 'year', 'within', 'reportsUntil', 'freezesOn', 'objectionDays'] as const),
      ...(['places', 'missing', 'ties', 'grades'] as const),
    ],
  })
  const leaf = defineRegister(`${name}-leaf`, {
    title: '考评指标',
    naming: 'title',
    under: 'scheme',
    fields: {
      scheme: record('方案', scheme),
      code: text('编号', { max: 20, help: '如 1.2，一个方案里不重复', sensitivity: 'public' }),
      branch: text('上级指标', { max: 200, help: '几级的用“ / ”隔开', sensitivity: 'public' }),
      title: text('指标', { max: 100, sensitivity: 'public' }),
      says: optional(longText('评分办法', { max: 2000, sensitivity: 'public' })),
      group: choice('适用', { all: '各组', ...groups } as { all: string } & G, { sensitivity: 'public' }),
      weight: decimal('分值', { max: 100, help: '一组的合计为 100；加分和一票否决为 0', sensitivity: 'public' }),
      method: choice('计分方法', methods, { sensitivity: 'public' }),
      source: choice('数据来源', sources, { sensitivity: 'public' }),
      indicator: optional(indicator('平台指标', { sensitivity: 'public' })),
      better: choice('方向', { more: '越大越好', less: '越小越好' }, { sensitivity: 'public' }),
      target: optional(decimal('目标值', { places: 4, sensitivity: 'public' })),
      floor: percent('起评比例', '与目标值之比不到它的不得分；组内排名的，最后一名得分值的几成'),
      cap: optional(decimal('上限', { help: '与目标值之比的填百分数；加分扣分的填最多几分', sensitivity: 'public' })),
      each: optional(decimal('每一单位几分', { places: 4, sensitivity: 'public' })),
      steps: table('分段', { from: '达到', points: '得分' }, { max: 20, sensitivity: 'public' }),
    },
    unique: [['scheme', 'code']],
    columns: ['code', 'branch', 'title', 'group', 'weight', 'method', 'source', 'indicator'],
    filters: ['group', 'method', 'source'],
    sorts: ['code'],
    defaults: { group: 'all', method: 'ratio', source: 'reported', better: 'more', steps: [] },
  })
  const object = defineRegister(`${name}-object`, {
    title: '考评对象',
    naming: 'note',
    under: 'scheme',
    fields: {
      scheme: record('方案', scheme),
      assessed: agency('单位'),
      group: choice('组别', groups, { sensitivity: 'public' }),
      note: text('说明', { max: 100, sensitivity: 'public' }),
    },
    unique: [['scheme', 'assessed']],
    columns: ['assessed', 'group', 'note'],
    filters: ['group'],
    defaults: { note: '考评对象' },
  })
  const about = () => ({
    scheme: record('方案', scheme),
    leaf: record('指标', leaf),
    assessed: agency('单位'),
    title: text('事项', { max: 120 }),
  })
  const entry = defineRegister(`${name}-entry`, {
    title: '自评',
    naming: 'title',
    owner: 'assessed',
    fields: {
      ...about(),
      value: decimal('数值', { places: 4 }),
      words: longText('自评说明', { max: 2000 }),
      evidence: files('佐证', { max: 10 }),
      standing: choice('状态', { reported: '待初审', reviewed: '已初审', returned: '已退回' }),
    },
    unique: [['leaf', 'assessed']],
    columns: ['assessed', 'title', 'value', 'standing'],
    filters: ['scheme', 'leaf', 'assessed', 'standing'],
    sorts: ['assessed'],
    defaults: { evidence: [], standing: 'reported' },
    moved: ['standing'],
    amends: ['value', 'words', 'evidence'],
  })
  const mark = defineRegister(`${name}-mark`, {
    title: '专家评分',
    naming: 'judge',
    fields: { ...about(), judge: text('评委', { max: 50 }), score: decimal('评分', { max: 100, unit: '分' }) },
    unique: [['leaf', 'assessed', 'judge']],
    columns: ['assessed', 'title', 'judge', 'score'],
    filters: ['scheme', 'leaf', 'assessed'],
    sorts: ['assessed'],
    amends: ['score'],
  })
  const objection = defineRegister(`${name}-objection`, {
    title: '异议',
    naming: 'title',
    owner: 'assessed',
    fields: {
      ...about(),
      claims: decimal('主张的数值', { places: 4 }),
      words: longText('理由', { max: 2000 }),
      evidence: files('佐证', { max: 10 }),
      standing: choice('状态', { open: '待处理', upheld: '已采纳', refused: '不采纳' }),
      decided: optional(decimal('认定的数值', { places: 4 })),
    },
    uniqueWhile: [{ fields: ['leaf', 'assessed'], field: 'standing', is: ['open'] }],
    columns: ['assessed', 'title', 'claims', 'standing', 'decided'],
    filters: ['scheme', 'leaf', 'assessed', 'standing'],
    sorts: ['assessed'],
    defaults: { evidence: [], standing: 'open' },
    moved: ['standing', 'decided'],
    amends: [],
  })
  return { scheme, leaf, object, entry, mark, objection }
}

/** The registers of a kind of assessment, whatever its groups. */
export type AssessmentRegisters = { readonly [K in keyof ReturnType<typeof registersOf>]: Register }

/** `read`: scores as far as one's scope goes; `rank`: what is final, for everybody; `revise`: a new version of a scheme. */
export type AssessmentAction = 'read' | 'rank' | 'revise'

/** One line of a ranking, as a notice composes it. */
export interface Ranked {
  rank: number
  name: string
  total: string
  grade: string
}

/** A kind of assessment: schemes year by year, whose scores anybody recomputes. */
export interface Assessment extends Actable<AssessmentAction> {
  readonly kind: 'assessment'
  readonly name: string
  readonly groups: Readonly<Record<string, { readonly title: string; readonly counts: 'agency' | 'area' }>>
  readonly registers: AssessmentRegisters
}

/**
 * Declares a kind of assessment, with the registers that it is kept in: the system lists them among its parts, grants
 * them and says by cases who does what. Its name is permanent: it is in addresses, tables, grants and evidence.
 */
export function defineAssessment<const N extends string, const G extends Record<string, Assessment['groups'][string]>>(
  name: N,
  d: {
    /** What people call it. */
    title: string
    /** Who is compared with whom, by a name of Latin letters, and whether a live number counts what an agency holds, or what lies in its area. */
    groups: G
    /** The register of what live numbers are counted within: a year's plan. */
    within: Register
  },
) {
  const titles = Object.fromEntries(Object.entries(d.groups).map(([group, { title }]) => [group, title])) as {
    [K in keyof G]: string
  }
  return {
    kind: 'assessment' as const,
    name,
    title: d.title,
    groups: d.groups,
    registers: registersOf(name, d.title, titles, d.within),
    actions: ['read', 'rank', 'revise'] as const,
  }
}

/** What a notice is composed from: the final ranking, group by group. */
export interface NoticeFacts<S extends Register = Register> {
  scheme: RecordOf<S>
  today: string
  groups: readonly { name: string; title: string; ranked: readonly Ranked[] }[]
}

/** The notice of a result: drafted by the platform as a row of a register where a scheme becomes final. */
export interface ScoreNotice extends Actable<never> {
  readonly kind: 'score-notice'
  readonly name: string
  readonly of: string
  readonly into: Register
  readonly compose: (facts: never) => Record<string, unknown>
}

/** Declares the notice of a result; people revise it and issue it. */
export const defineScoreNotice = <S extends Register, R extends Register>(
  name: string,
  d: {
    /** What drafting it is called. */
    title: string
    /** The assessment whose result it tells. */
    of: { readonly name: string; readonly registers: { readonly scheme: S } }
    /** The register that the draft becomes a row of. */
    into: R
    /** The draft, out of the final ranking. */
    compose: (facts: NoticeFacts<NoInfer<S>>) => NewRecord<NoInfer<R>>
  },
): ScoreNotice => ({
  ...{ kind: 'score-notice', name, title: d.title, of: d.of.name, into: d.into },
  ...{ compose: d.compose as ScoreNotice['compose'], actions: [] },
})
