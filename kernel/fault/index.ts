/**
 * A request that cannot be granted. Its code is part of the public API; its sentence (Chinese) says what was asked,
 * what stands in the way and what to do.
 */
export class Fault extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly about: object
  constructor({ code, status, title }: FaultCode, says: string, about: object, cause?: unknown) {
    super(says, { cause })
    this.name = 'Fault'
    this.code = code
    this.status = status
    this.title = title
    this.about = about
  }
}

interface FaultEntry {
  status: number
  /** Chinese title of the kind, for the page of codes. */
  title: string
  // oxlint-disable-next-line no-explicit-any -- each entry names its own facts; the thrower below recovers their type
  says: (about: any) => string
}
type Entries = Record<string, FaultEntry>
type Throwers<F extends Entries> = {
  [K in keyof F]: Refusal &
    (Parameters<F[K]['says']> extends []
      ? (about?: object, cause?: unknown) => Fault
      : (about: Parameters<F[K]['says']>[0], cause?: unknown) => Fault)
}

/** One code that can be answered: for the generated page, and for whoever names what an answer was. */
export interface FaultCode {
  code: string
  status: number
  title: string
}

/** What makes a fault: which code that is, and its sentence with the names of its facts in braces, before any fault is made. */
export interface Refusal {
  readonly refusal: FaultCode
  readonly sentence: () => string
}

const codes: unique symbol = Symbol('codes')
/** Whatever carries a table of refusals. */
export interface Coded {
  readonly [codes]: readonly FaultCode[]
}

/** Declares an engine's refusals: `throw faults['out-of-order']({ … })`. */
export function defineFaults<const E extends string, const F extends Entries>(
  engine: E,
  entries: F,
): Throwers<F> & Coded {
  const throwers: Record<string, (about?: object, cause?: unknown) => Fault> = {}
  const table: FaultCode[] = []
  for (const [name, { status, title, says }] of Object.entries(entries)) {
    const code = `${engine}/${name}`
    table.push({ code, status, title })
    const throws = (about: object = {}, cause?: unknown) =>
      new Fault({ code, status, title }, says(about), about, cause)
    throwers[name] = Object.assign(throws, {
      refusal: { code, status, title },
      sentence: () => says(anyFacts),
    })
  }
  return Object.assign(throwers, { [codes]: table }) as unknown as Throwers<F> & Coded
}

/** Facts of every name, each told by its name: one text, and a list of that one text. */
const anyFacts = new Proxy({}, { get: (_facts, name) => [`{${String(name)}}`] })

/** The table of an engine's refusals. */
export const codesOf = (faults: Coded): readonly FaultCode[] => faults[codes]

const bugSays = (instance: string) => `系统内部出错，您的内容没有提交。请稍后再试；再次出现时请报编号 ${instance}。`
const bug: FaultCode = { code: 'kernel/bug', status: 500, title: '系统内部错误' }
/** What the kernel itself answers for what nobody foresaw, as a refusal. */
export const bugRefusal: Refusal = { refusal: bug, sentence: () => bugSays('{instance}') }
/** What the kernel itself answers for what nobody foresaw. */
export const bugs: Coded = { [codes]: [bug] }

/** A refusal as it leaves the house. @source RFC 9457 3.1 */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  about?: Record<string, unknown>
}

/** Renders a fault for a request; anything else is a bug and says only its number. @source RFC 9457 3.1 */
export function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof Fault) {
    const { code, status, title, message: detail, about } = error
    return {
      type: `/docs/errors#${code.replace('/', '-')}`,
      title,
      status,
      detail,
      instance,
      code,
      about: { ...about },
    }
  }
  return {
    type: '/docs/errors#kernel-bug',
    title: bug.title,
    status: bug.status,
    detail: bugSays(instance),
    instance,
    code: bug.code,
  }
}
