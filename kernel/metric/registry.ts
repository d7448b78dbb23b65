import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { defineRoom, type Rooms } from '#kernel/room'

/** Labels of one series. Their values come from small closed sets: route templates, states, names of ours; never what a reader sends. */
export type Labels = Readonly<Record<string, string>>
/** One sample of a gauge. */
export type Sample = readonly [labels: Labels, value: number]

/** What the process measures, whichever city it serves. */
const ofProcess = new Registry()
/** What is measured of one city. */
const ofCity = defineRoom('metrics', () => new Registry())

const registerOf = (rooms: Rooms | undefined) => rooms?.get(ofCity) ?? ofProcess

/** The metric of a name, made at first use. A later declaration of a gauge takes the place of the former. */
function once<T>(registry: Registry, name: string, makes: () => T): T {
  return (registry.getSingleMetric(name) as T | undefined) ?? makes()
}

/** A count that only grows. @param rooms of the city it is measured of; without them the process's */
export function counter(name: string, help: string, labelNames: readonly string[], rooms?: Rooms) {
  const registers = [registerOf(rooms)]
  const made = once(registers[0] as Registry, name, () => new Counter({ name, help, labelNames, registers }))
  return (labels: Labels, by = 1) => made.inc(labels, by)
}

/** A value that is read when somebody looks. */
export function gauge(
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => Promise<readonly Sample[]> | readonly Sample[],
  rooms?: Rooms,
) {
  const registry = registerOf(rooms)
  registry.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      const samples = await read()
      this.reset()
      for (const [labels, value] of samples) this.set(labels, value)
    },
  })
}

/** How values are spread. @param buckets upper bounds, ascending, without the infinite one */
export function histogram(
  name: string,
  help: string,
  labelNames: readonly string[],
  buckets: readonly number[],
  rooms?: Rooms,
) {
  const registers = [registerOf(rooms)]
  const made = once(
    registers[0] as Registry,
    name,
    () => new Histogram({ name, help, labelNames, buckets: [...buckets], registers }),
  )
  return (labels: Labels, value: number) => made.observe(labels, value)
}

/**
 * Everything that is measured, as text. What cannot be read now, as when the database is away, is left out and counted.
 * @source Prometheus exposition formats, text-based format 0.0.4
 */
export async function exposition(rooms?: Rooms): Promise<string> {
  const registries = [ofProcess, ...(rooms ? [rooms.get(ofCity)] : [])]
  const told = await Promise.allSettled(
    registries.flatMap((registry) =>
      registry.getMetricsAsArray().map(({ name }) => registry.getSingleMetricAsString(name)),
    ),
  )
  const read = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const unread = told.length - read.length
  return `${[...read, '# HELP city_unread_metrics metrics that could not be read', '# TYPE city_unread_metrics gauge', `city_unread_metrics ${unread}`].join('\n')}\n`
}
