import { rolesOf, type Engine, type ServerRole } from '#kernel/engine'

/** The role that a process is started in. @throws Error in a sentence that lists the roles there are */
export function roleNamed(name: string, engines: readonly Engine[]): ServerRole {
  const roles = rolesOf(engines)
  const found = roles.get(name)
  if (found) return found
  const names = [...roles.keys()]
  throw new Error(`ROLE=${name} 不是这个程序的角色：请用 ${names.slice(0, -1).join('、')} 或 ${names.at(-1)}。`)
}
