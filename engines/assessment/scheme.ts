/** How points are made of a value; README.md says each exactly. */
export const methods = {
  ratio: '与目标值之比',
  steps: '分段得分',
  rank: '组内排名',
  deduct: '按量扣分',
  bonus: '按量加分',
  expert: '专家评分',
  veto: '一票否决',
} as const
export type Method = keyof typeof methods

/** Where the value of a leaf comes from. */
export const sources = { live: '平台指标', reported: '单位自评', expert: '专家评分' } as const
export type Source = keyof typeof sources

/** One leaf of the tree. Numbers are decimals as they are written, so that nothing is lost. */
export interface Leaf {
  /** Its row, by which it is told of. */
  id: string
  code: string
  /** The branches above it, the highest first, parted by ` / `. */
  branch: string
  title: string
  says: string | null
  /** The group that it is for; `all` for every one. */
  group: string
  /** Its full points; those of a group sum to 100. */
  weight: string
  method: Method
  source: Source
  /** The indicator by which a live one is counted. */
  indicator: string | null
  better: 'more' | 'less'
  target: string | null
  /** In percent of the target, or of the weight for whoever is last. */
  floor: string | null
  /** In percent of the target; in points where points are taken or given. */
  cap: string | null
  /** Points for each whole unit of the value. */
  each: string | null
  steps: readonly { from: string; points: string }[]
}

/** A scheme as it was begun: with the inputs it is all that the scores hang on. */
export interface Scheme {
  v: 1
  id: string
  kind: string
  title: string
  year: number
  edition: number
  /** The row that live numbers are counted within. */
  within: string | null
  /** Working days in which what is published may be objected to. */
  objectionDays: number
  /** Decimals of points and totals. */
  places: number
  /** A value that is missing gives no points, or its leaf is left out and the others count for a hundred. */
  missing: 'zero' | 'left-out'
  /** Equal totals share a rank, or whoever has more in the first leaf in which they differ stands first. */
  ties: 'shared' | 'by-leaf'
  /** Highest first, the share of a group in percent; the last takes the rest. */
  grades: readonly { title: string; share: string }[]
  groups: Readonly<Record<string, string>>
  leaves: readonly Leaf[]
  objects: readonly { agency: string; name: string; group: string }[]
}

/** What scores are made of: for a leaf of an object its value, a decimal; of an expert one the marks parted by `/`. */
export type Inputs = ReadonlyMap<string, string>

/** The name under which a value stands among the inputs. */
export const inputOf = (agency: string, code: string) => `${agency} ${code}`

/** What the objects of a scheme are called, by their agencies. */
export const namesIn = ({ objects }: Pick<Scheme, 'objects'>): ReadonlyMap<string, string> =>
  new Map(objects.map(({ agency, name }) => [agency, name]))

/** The leaves that are for a group, in their order. */
export const leavesOf = ({ leaves }: Pick<Scheme, 'leaves'>, group: string): readonly Leaf[] =>
  leaves.filter((leaf) => leaf.group === group || leaf.group === 'all')
