import type { House } from './house.ts'

/** Work that goes on in a thread of its own, or beside the requests, until it is told to end. */
export interface Thread {
  going: () => boolean
  /** Waits, but no longer than until the end, or until something wakes it. @param ms milliseconds */
  pause: (ms: number, woken?: Promise<void>) => Promise<void>
}

interface Declared {
  /** What a process of this role does, for whoever chooses one. */
  title: string
  /** Answers requests. */
  serves?: boolean
  /** Does the work that was asked for and what the clock has engines do, and runs their threads. */
  works?: boolean
  /** What it does beside that, until the house is closed. */
  does?: (house: House, thread: Thread) => Promise<void>
  /** It is a program of its own, which needs no city: `roles/<role>.ts` in its engine's folder. */
  alone?: true
}

/** What a process does, chosen by `ROLE`; several processes may share one database and one data folder. */
export interface ServerRole extends Required<Pick<Declared, 'title' | 'serves' | 'works'>> {
  readonly name: string
  readonly does: Declared['does']
  readonly alone: boolean
}

/** Declares a role of a process. Its name is permanent: operators' scripts name it. */
export const defineServerRole = (name: string, d: Declared): ServerRole => ({
  ...{ name, title: d.title, does: d.does },
  ...{ serves: d.serves ?? false, works: d.works ?? false, alone: d.alone ?? false },
})

/** Does everything, what engines' roles do too: a city of one process. */
export const all = defineServerRole('all', { title: '全部', serves: true, works: true })
export const web = defineServerRole('web', { title: '接待请求', serves: true })
export const worker = defineServerRole('worker', { title: '办后台任务、按时推进', works: true })

/** Every role that a process may have, by name: the house's own and those of its engines. @throws Error where two have one name */
export function rolesOf(engines: readonly { roles: readonly ServerRole[] }[]): ReadonlyMap<string, ServerRole> {
  const found = new Map<string, ServerRole>()
  for (const role of [all, web, worker, ...engines.flatMap(({ roles }) => roles)]) {
    if (found.has(role.name)) throw new Error(`two server roles are called ${role.name}`)
    found.set(role.name, role)
  }
  return found
}
