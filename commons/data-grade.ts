/** Levels of data, the gravest last. @source GB/T 43697-2024 5.2 */
export const grades = { general: '一般数据', important: '重要数据', core: '核心数据' } as const
export type Grade = keyof typeof grades

/** How grave the harm would be if data leaked, was changed or destroyed. */
export const harms = { none: '没有影响', ordinary: '一般危害', serious: '严重危害', gravest: '特别严重危害' } as const
export type Harm = keyof typeof harms

/** What might be harmed. */
export const harmed = {
  nation: '国家安全',
  economy: '经济运行',
  order: '社会秩序',
  interest: '公共利益',
  organisations: '组织权益',
  persons: '个人权益',
} as const
export type Harmed = keyof typeof harmed

const society = { none: 'general', ordinary: 'general', serious: 'important', gravest: 'core' } as const
const rights = { none: 'general', ordinary: 'general', serious: 'general', gravest: 'general' } as const

/** The matrix of levels: what is harmed, and how gravely. @source GB/T 43697-2024 6.3, table 1 */
export const gradeMatrix: Readonly<Record<Harmed, Readonly<Record<Harm, Grade>>>> = {
  nation: { none: 'general', ordinary: 'important', serious: 'core', gravest: 'core' },
  economy: society,
  order: society,
  interest: society,
  organisations: rights,
  persons: rights,
}

const order = Object.keys(grades) as Grade[]

/** Whether a level is lower than another. */
export const isLower = (grade: Grade, than: Grade): boolean => order.indexOf(grade) < order.indexOf(than)

/** The level of data: the highest of those that its harms give. @source GB/T 43697-2024 (就高从严) */
export function gradeOf(judged: Readonly<Record<Harmed, Harm>>): Grade {
  const given = (Object.keys(harmed) as Harmed[]).map((one) => gradeMatrix[one][judged[one]])
  return given.reduce((highest, one) => (isLower(highest, one) ? one : highest), 'general')
}
