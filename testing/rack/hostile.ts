import { partsOf } from '#kernel/system'
import type { Interface, Operation } from '#kernel/openapi'
import type { Role } from '#engines/identity'
import { systems } from '#systems'
import { demoNow } from '#city'
import { demoOf } from '../../server/demo.ts'
import { demoPassword, seed } from '../../server/seed.ts'
import { mustBeAsDeclared } from '../answers.ts'
import { openCity, Person, type City } from '../index.ts'
import { seeded, type Seeded } from './seeded.ts'

export interface HostileOptions {
  /** What chance begins with: the same asks the same. */
  chance: number
  /** Requests at most; without it, `each` says how many. */
  times?: number
  /** How often each operation is asked. */
  each?: number
  /** When it ends though fewer were asked, in milliseconds since 1970. */
  until?: number
  /** Takes what is told of each answer that breaks the law, as it comes. */
  tells?: (line: string) => void
}

export interface Harassed {
  asked: number
  /** Answers by the code of a refusal or their status. */
  answers: Record<string, number>
  /** Operations that were never answered otherwise than by a refusal of the shape of the request. */
  operations: number
  violations: string[]
}

interface Door {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  operation: Operation
}

/** Texts that are none, or none that anybody means. */
const texts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202Ex\u202C',
    '\uFEFF',
    '\u200d',
    '\u0007',
    '\r\nset-cookie: x=1',
  ],
  ...[
    'null',
    'NaN',
    '-0',
    '1e400',
    '0x10',
    'true',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '%00',
    '%',
    '%ff',
    '{*}',
  ],
  ...[
    "'; drop table record.plan; --",
    '<script>alert(1)</script>',
    '=1+1',
    '@SUM(1)',
    '${7*7}',
    '🏳️‍🌈',
    'e\u0301'.repeat(20),
  ],
  ...[
    '2024-02-30',
    '9999-12-31',
    '0000-01-01',
    '2024-11-20T25:00:00Z',
    '+275760-09-13T00:00:00Z',
    '2024-13',
    '24:00',
    '-infinity',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '01934567-89ab-7cde-8f01-23456789abcd',
    '32090119900101',
    '91320900000000000X',
  ],
  ...['x'.repeat(299), '盐'.repeat(5000), 'a,b;c|d', '-1', '9223372036854775808', '1.7976931348623157e309'],
]
const numbers = [0, -0, -1, 1.5, 1e-7, 2 ** 31, 2 ** 53, 1e21, -(2 ** 63), 1e308, 0.1 + 0.2, Number.MIN_VALUE]
const others = [null, true, false, [], {}, [[]], [null], { a: 1 }, [{}], Array.from({ length: 2000 }, () => 0)]
const types = [
  'application/json',
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
]
const moreTypes = [
  'application/x-www-form-urlencoded',
  'application/json; charset=gbk',
  '*/*',
  '',
  'application/problem+json',
]

const anything = (chance: Seeded, known: string[]): unknown => {
  const kind = chance.between(0, 9)
  if (kind < 5) return chance.pick(texts)
  if (kind < 7) return chance.pick(numbers)
  if (kind === 7 && known.length > 0) return chance.pick(known)
  return chance.pick(others)
}

/** A value with some of what is within it taken away, doubled, or made something else. */
function spoilt(value: unknown, rude: number, chance: Seeded, known: string[]): unknown {
  if (chance.next() < rude) return anything(chance, known)
  if (Array.isArray(value)) {
    const some = value.filter(() => chance.next() >= rude).map((one) => spoilt(one, rude, chance, known))
    return chance.next() < rude ? [...some, ...some] : some
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(() => chance.next() >= rude / 2)
      .map(([name, one]) => [name, spoilt(one, rude, chance, known)] as const)
    if (chance.next() < rude / 3) entries.push([chance.pick(texts), anything(chance, known)])
    return Object.fromEntries(entries)
  }
  if (typeof value === 'number' && Number.isInteger(value) && chance.next() < 0.5) return chance.between(1, 6)
  if (typeof value === 'string' && known.length > 0 && /^[0-9a-f-]{36}$/.test(value)) return chance.pick(known)
  return value
}

/** A body as text, some of them broken after they were written. */
function written(value: unknown, chance: Seeded): string {
  const text = JSON.stringify(value) ?? ''
  const kind = chance.between(0, 6)
  if (kind === 0) return text.slice(0, chance.between(0, text.length))
  if (kind === 1) return text.replace(/\{/, '{"a":1,"a":2,')
  if (kind === 2) return text.replace(/("[^"]+":)/, '$1null,$1')
  if (kind === 3) return text.replaceAll(/:\d+/g, ':1e400')
  if (kind === 4) return '['.repeat(chance.between(1, 5000)) + text
  if (kind === 5) return text.replace(/"([^"]*)"$/, '"\\u0000$1"')
  return `\uFEFF${text}`
}

/** A form with one file, more or less. */
function form(chance: Seeded): string {
  const name = chance.pick(['name="file"', 'name=""', '', 'name="__proto__"', 'name=file'])
  const called = chance.pick([
    'filename="a.txt"',
    'filename=""',
    '',
    `filename="${chance.pick(texts)}.txt"`,
    "filename*=UTF-8''%E4",
  ])
  const part = `--x\r\ncontent-disposition: form-data; ${name}; ${called}\r\n\r\n盐城\r\n`
  return chance.pick([part, `${part}--x--\r\n`, `${part}${part}--x--\r\n`, '--x--\r\n', '', part.slice(0, 60)])
}

/** What is sent to an operation: its own example, more or less. */
function requestTo({ method, path, operation }: Door, chance: Seeded, known: string[]) {
  // Some are nearly right, so that they come further.
  const rude = chance.pick([0, 0.06, 0.35])
  const own = (operation.parameters ?? []).flatMap((one) => ('name' in one ? [one] : []))
  const valueOf = (schema: Record<string, unknown>): string => {
    const examples = (schema.examples as unknown[] | undefined) ?? (schema.enum as unknown[] | undefined) ?? []
    if (chance.next() < rude) return String(anything(chance, known))
    if (schema.format === 'uuid' && known.length > 0) return chance.pick(known)
    return examples.length > 0
      ? String(chance.pick(examples))
      : (chance.pick(['1', 'x', '2024-11-20', ...known.slice(0, 3)]) as string)
  }
  const place = (name: string) => {
    const found = own.find((one) => one.in === 'path' && one.name === name)
    const value = valueOf((found?.schema ?? {}) as Record<string, unknown>)
    return encodeURIComponent(/^\.{0,2}$/.test(value) ? 'x' : value.toWellFormed().slice(0, 290)).replaceAll(
      '%00',
      chance.pick(['%00', 'x']),
    )
  }
  const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => place(name))
  const query = own
    .filter((one) => one.in === 'query' && (one.required || chance.next() < 0.4))
    .map(
      ({ name, schema }) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(valueOf(schema as Record<string, unknown>).toWellFormed())}`,
    )
  if (chance.next() < rude / 3)
    query.push(
      chance.pick([
        'limit=1&limit=2',
        'filter.x=1',
        '__proto__=1',
        '%ff=%ff',
        'a[b]=1',
        '=',
        '&&',
        'after=x',
        'q=%F0%9F',
      ]),
    )
  const headers: Record<string, string> = method === 'GET' ? {} : { 'x-requested-by': 'rack' }
  for (const { name, in: where, schema, required } of own)
    if (where === 'header' && (required || chance.next() < 0.5))
      headers[name] = latin(valueOf(schema as Record<string, unknown>))
  const content = operation.requestBody?.content ?? {}
  const [type] = Object.keys(content)
  const asForm = type === 'multipart/form-data'
  if (type) headers['content-type'] = asForm ? `${type}; boundary=x` : type
  if (chance.next() < rude / 6) headers['content-type'] = chance.pick([...types, ...moreTypes])
  const example = content['application/json']?.example
  const json = () => {
    const value = spoilt(withKnown(example, known, chance), rude, chance, known)
    return chance.next() < rude ? written(value, chance) : (JSON.stringify(value) ?? '')
  }
  const brings = method !== 'GET' && (type !== undefined || chance.next() < rude / 3)
  const body = brings ? (asForm ? form(chance) : json()) : undefined
  return { url: query.length > 0 ? `${url}?${query.join('&')}` : url, headers, body }
}

/** An example with rows that are there in the place of those that are nobody's. */
const withKnown = (example: unknown, known: string[], chance: Seeded): unknown =>
  JSON.parse(
    (JSON.stringify(example) ?? 'null').replaceAll(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, (id) =>
      known.length > 0 ? `"${chance.pick(known)}"` : id,
    ),
  )

/** What a header may hold at all. @source RFC 9110 5.5 */
const latin = (text: string) => text.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?').slice(0, 2000)

/** Whether an answer is one that its operation declares. @returns what is wrong with it */
function wrongWith(
  { method, operation }: Door,
  url: string,
  answer: Awaited<ReturnType<Person['raw']>>,
  city: City,
): string | undefined {
  const { statusCode, headers, body } = answer
  const type = `${headers['content-type'] ?? ''}`
  if (statusCode >= 500 && !body.includes('http/')) return body.slice(0, 300)
  if (statusCode >= 400) {
    if (!type.startsWith('application/problem+json')) return `a refusal in ${type}`
    const { code, status, detail } = answer.json<{ code: string; status: number; detail: string }>()
    if (status !== statusCode || !/[\u4e00-\u9fa5]/.test(detail)) return `a refusal that says ${status} ${detail}`
    // An address that is none of this operation's, after all.
    if (code === 'http/no-such-path') return undefined
    if (!operation.responses[statusCode]) return `${statusCode} ${code} is not declared`
    return undefined
  }
  const declared = operation.responses[statusCode]
  if (!declared) return `${statusCode} is not declared`
  const media = Object.keys(declared.content ?? {})
  if (body !== '' && !media.some((one) => type.startsWith(one) || one === 'application/octet-stream'))
    return `answers in ${type}`
  if (!type.startsWith('application/json')) return undefined
  try {
    mustBeAsDeclared(city.house, method, url, answer.json())
    return undefined
  } catch (error) {
    return (error as Error).message.slice(0, 500)
  }
}

/**
 * Asks every operation of the interface for what nobody should, as a visitor, a citizen and officers, again and again:
 * values of other kinds, widths and alphabets, parts that are missing, doubled and cut off. Whatever is asked, it is
 * never an error of the house, and the answer is one that the operation declares.
 */
export async function harass({
  chance: start,
  times = Infinity,
  each = Infinity,
  until = Infinity,
  tells = () => {},
}: HostileOptions): Promise<Harassed> {
  const chance = seeded(start)
  const city = await openCity(systems, demoNow)
  const result: Harassed = { asked: 0, answers: {}, operations: 0, violations: [] }
  const failed: string[] = []
  const { error: says } = console
  console.error = (error) => void (error instanceof Error && failed.push(error.stack ?? error.message))
  try {
    await seed(city.house)
    const told = (await city.visitor().asks('GET', '/openapi.json')) as unknown as Interface
    const doors = Object.entries(told.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation }) as Door),
    )
    result.operations = doors.length
    const people = await comers(city)
    const seen = new Map<string, string[]>()
    const every: string[] = []
    const newcomer = async () => ({
      called: passing.account,
      person: await signedIn(city, passing, `10.65.${chance.between(0, 255)}.${chance.between(0, 255)}`),
    })
    const most = Math.min(times, each * doors.length)
    const isOver = () => result.asked >= most || Date.now() >= until
    while (!isOver())
      for (const door of doors) {
        if (isOver()) break
        // Who might be signed out by it has come in for this alone.
        const who = door.path.startsWith('/api/session') ? await newcomer() : chance.pick(people)
        const own = seen.get(kindOf(door)) ?? []
        const { url, headers, body } = requestTo(door, chance, chance.next() < 0.8 && own.length > 0 ? own : every)
        const answer = await who.person.raw(door.method, url, body, headers)
        result.asked += 1
        const word =
          /"code":"([a-z/-]+)"/.exec(answer.statusCode < 400 ? '' : answer.body)?.[1] ?? `${answer.statusCode}`
        result.answers[word] = (result.answers[word] ?? 0) + 1
        const wrong = wrongWith(door, url, answer, city)
        if (wrong) {
          const asked = `${door.method} ${url.slice(0, 300)} ${JSON.stringify(headers).slice(0, 200)} ${(body ?? '').slice(0, 400)}`
          const violation = `${who.called}: ${asked} → ${answer.statusCode} ${wrong} ${failed.splice(0).join('\n')}`
          result.violations.push(violation)
          tells(violation)
        }
        if (answer.statusCode >= 300) continue
        seen.set(kindOf(door), own)
        for (const [id] of answer.body.matchAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
          for (const known of [own, every]) remember(known, id, chance)
      }
  } finally {
    console.error = says
    await city.house.close()
  }
  return result
}

/** What an operation is about: `/api/cases/mediation`. */
const kindOf = ({ path }: Door) => path.split('/').slice(0, 4).join('/')

/** Keeps a few hundred of the rows that were seen. */
function remember(known: string[], id: string, chance: Seeded) {
  if (known.length < 300) known.push(id)
  else known[chance.between(0, 299)] = id
}

/** Somebody who asks. */
interface Comer {
  called: string
  person: Person
}

/** Who asks: nobody, citizens, officers of the demonstration and one with every role. */
async function comers(city: City): Promise<Comer[]> {
  const { officers, citizens } = await demoOf(systems)
  const appointed = [...partsOf<Role>(systems, 'role').values()].filter(({ heldBy }) => heldBy === 'appointed')
  const accounts = [...officers, ...citizens].map(({ account }) => account)
  const every = appointed.map(({ name }) => name)
  await city.officer('city-data-bureau', every, '钱新', passing.account)
  const all = await city.officer('city-data-bureau', every, '周知', everywhere.account)
  const people: Comer[] = [
    { called: 'visitor', person: city.visitor() },
    { called: everywhere.account, person: all },
    { called: everywhere.account, person: all },
  ]
  for (const [i, account] of accounts.entries())
    people.push({ called: account, person: await signedIn(city, { account, password: demoPassword }, `10.64.0.${i}`) })
  return people
}

const password = 'a long password'
const everywhere = { account: 'officer-of-all', password }
const passing = { account: 'officer-who-passes', password }

/** Somebody who has just signed in at an address. */
async function signedIn(city: City, { account, password }: typeof everywhere, address: string): Promise<Person> {
  const person = new Person(city.house, address)
  await person.raw('POST', '/api/session', { account, password })
  return person
}
