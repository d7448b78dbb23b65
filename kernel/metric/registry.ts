/** Labels of one series. Their values come from small closed sets: route templates, states, names of ours; never what a reader sends. */
export type Labels = Readonly<Record<string, string>>
/** One sample of a gauge. */
export type Sample = readonly [labels: Labels, value: number]

interface Metric {
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  /** Lines without the head. */
  lines: () => Promise<string[]> | string[]
}

const metrics = new Map<string, Metric>()

/** A count that only grows. A name is declared once a process; a later declaration takes its place. */
export function counter(name: string, help: string): (labels: Labels, by?: number) => void {
  const series = new Map<string, number>()
  metrics.set(name, { help, type: 'counter', lines: () => [...series].map(([key, value]) => `${name}${key} ${value}`) })
  return (labels, by = 1) => {
    const key = keyOf(labels)
    series.set(key, (series.get(key) ?? 0) + by)
  }
}

/** A value that is read when somebody looks. */
export function gauge(name: string, help: string, read: () => Promise<readonly Sample[]> | readonly Sample[]) {
  metrics.set(name, {
    help,
    type: 'gauge',
    lines: async () => (await read()).map(([labels, value]) => `${name}${keyOf(labels)} ${value}`),
  })
}

/** How values are spread. @param bounds upper bounds of the buckets, ascending, without the infinite one */
export function histogram(
  name: string,
  help: string,
  bounds: readonly number[],
): (labels: Labels, value: number) => void {
  const series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>()
  metrics.set(name, {
    help,
    type: 'histogram',
    lines: () =>
      [...series.values()].flatMap(({ labels, counts, sum, count }) => {
        let below = 0
        const buckets = bounds.map((bound, i) => {
          below += counts[i] as number
          return `${name}_bucket${keyOf({ ...labels, le: `${bound}` })} ${below}`
        })
        return [
          ...buckets,
          `${name}_bucket${keyOf({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${keyOf(labels)} ${sum}`,
          `${name}_count${keyOf(labels)} ${count}`,
        ]
      }),
  })
  return (labels, value) => {
    const key = keyOf(labels)
    const one = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 }
    const at = bounds.findIndex((bound) => value <= bound)
    if (at >= 0) one.counts[at] = (one.counts[at] as number) + 1
    one.sum += value
    one.count += 1
    series.set(key, one)
  }
}

const keyOf = (labels: Labels) => {
  const written = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return written.length > 0 ? `{${written.join(',')}}` : ''
}
const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/**
 * Everything that is measured, as text. What cannot be read now, as when the database is away, is left out and counted.
 * @source Prometheus exposition formats, text-based format 0.0.4
 */
export async function exposition(): Promise<string> {
  let unread = 0
  const told = await Promise.all(
    [...metrics].map(async ([name, { help, type, lines }]) => {
      try {
        const found = await lines()
        return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...found]
      } catch {
        unread += 1
        return []
      }
    }),
  )
  return `${[...told.flat(), '# HELP city_unread_metrics metrics that could not be read', '# TYPE city_unread_metrics gauge', `city_unread_metrics ${unread}`].join('\n')}\n`
}
