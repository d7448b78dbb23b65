import { createHash } from 'node:crypto'
import type { Route } from '#kernel/engine'
import { bugRefusal, type Refusal } from '#kernel/fault'
import { httpFaults, keyed } from '#kernel/http'

/** What every request may be refused by, whatever it asks: an address may always be of the wrong shape. */
const always: readonly Refusal[] = [
  ...[httpFaults['too-many'], httpFaults['too-busy'], httpFaults.away, bugRefusal],
  httpFaults['wrong-shape'],
]

/** What every request that may bring a body may be refused by: a body is read before anybody asks for it. */
const bodily: readonly Refusal[] = [
  ...[httpFaults['cross-site'], httpFaults['not-json'], httpFaults['wrong-media'], httpFaults['too-large']],
]

/** All that a route may be refused by: for its right, for the shape of the request, and by its own work. */
export function refusalsOf({ at, right, takes, consumes, refuses }: Route): readonly Refusal[] {
  const all = [
    ...always,
    ...(right.refuses ?? []),
    ...(at.startsWith('GET ') ? [] : bodily),
    ...(consumes ? [httpFaults['wrong-form']] : []),
    ...(takes.headers === keyed ? [httpFaults['different-request']] : []),
    ...refuses,
  ]
  return [...new Map(all.map((one) => [one.refusal.code, one])).values()]
}

const keyOf = ({ refusal }: Refusal) => refusal.code.replace('/', '.')

/** The refusals of a description: each told once, and those of a status that stand together once. */
export class Refused {
  readonly examples: Record<string, object> = {}
  readonly responses: Record<string, object> = {}

  /** The refusals of an operation as its responses, by status. */
  of(refusals: readonly Refusal[]): Record<string, object> {
    const byStatus = Map.groupBy(refusals, ({ refusal }) => `${refusal.status}`)
    return Object.fromEntries(
      [...byStatus]
        .toSorted()
        .map(([status, some]) => [status, { $ref: `#/components/responses/${this.#told(status, some)}` }]),
    )
  }

  #told(status: string, some: readonly Refusal[]): string {
    const sorted = some.toSorted((a, b) => (a.refusal.code < b.refusal.code ? -1 : 1))
    const codes = sorted.map(({ refusal }) => refusal.code)
    const [only] = sorted
    const digest = createHash('sha256').update(codes.join(' ')).digest('hex').slice(0, 8)
    const name = codes.length === 1 && only ? keyOf(only) : `refused.${status}.${digest}`
    this.responses[name] ??= {
      description: sorted.map(({ refusal: { code, title } }) => `\`${code}\` ${title}`).join('；'),
      ...(['429', '503'].includes(status) && {
        headers: { 'retry-after': { description: '几秒后再试', schema: { type: 'integer' } } },
      }),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/problem' },
              { type: 'object', properties: { code: { type: 'string', enum: codes } } },
            ],
          },
          examples: Object.fromEntries(
            sorted.map((one) => [keyOf(one), { $ref: `#/components/examples/${this.#example(one)}` }]),
          ),
        },
      },
    }
    return name
  }

  #example(one: Refusal): string {
    const { code, status, title } = one.refusal
    const value = {
      type: `/docs/errors#${code.replace('/', '-')}`,
      title,
      status,
      detail: one.sentence(),
      instance: '（请求编号）',
      code,
    }
    this.examples[keyOf(one)] ??= { summary: title, value }
    return keyOf(one)
  }
}
