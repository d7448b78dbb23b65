/**
 * A request that cannot be granted. Its code is part of the public API; its sentence (Chinese) says what was asked,
 * what stands in the way and what to do.
 */
export class Fault extends Error {
  readonly code: string
  readonly status: number
  readonly about: object
  constructor(code: string, status: number, says: string, about: object, cause?: unknown) {
    super(says, { cause })
    this.name = 'Fault'
    this.code = code
    this.status = status
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
  [K in keyof F]: Parameters<F[K]['says']> extends []
    ? (about?: object, cause?: unknown) => Fault
    : (about: Parameters<F[K]['says']>[0], cause?: unknown) => Fault
}

/** Every code that any engine can answer, for the generated page and its test. */
export const faultTable: { code: string; status: number; title: string }[] = [
  { code: 'kernel/bug', status: 500, title: '系统内部错误' },
]

/** Declares an engine's refusals: `throw faults['out-of-order']({ … })`. */
export function defineFaults<const E extends string, const F extends Entries>(engine: E, entries: F): Throwers<F> {
  const throwers: Record<string, (about?: object, cause?: unknown) => Fault> = {}
  for (const [name, entry] of Object.entries(entries)) {
    const code = `${engine}/${name}`
    faultTable.push({ code, status: entry.status, title: entry.title })
    throwers[name] = (about = {}, cause) => new Fault(code, entry.status, entry.says(about), about, cause)
  }
  return throwers as Throwers<F>
}

/** A refusal as it leaves the house. @source RFC 9457 3.1 */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  about?: object
}

/** Renders a fault for a request; anything else is a bug and says only its number. @source RFC 9457 3.1 */
export function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof Fault) {
    const title = faultTable.find((entry) => entry.code === error.code)?.title ?? error.code
    const { code, status, message: detail, about } = error
    return { type: `/docs/errors#${code.replace('/', '-')}`, title, status, detail, instance, code, about }
  }
  return {
    type: '/docs/errors#kernel-bug',
    title: '系统内部错误',
    status: 500,
    detail: `系统内部出错，您的内容没有提交。请稍后再试；再次出现时请报编号 ${instance}。`,
    instance,
    code: 'kernel/bug',
  }
}
