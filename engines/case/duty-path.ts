import type { Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Duty, Listed } from '#engines/identity'
import { holdersOf, officersOf, rolesWith, tenuresOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { sharing } from '#engines/register/run'

/** Whose a duty is towards an agency on a day, and in words what is vacant on the way to them. */
export interface Hearing {
  people: readonly string[]
  vacant: readonly string[]
}

/**
 * Whose a duty is: of a listed one whoever is today in the posts that its lines name for the agency, or acts for them.
 * Where it has no line, or nobody is in any of its posts, whoever carries it by a role, who hears that it is vacant.
 */
export async function whoHears(tx: Tx, duty: Duty, agency: string, today: string): Promise<Hearing> {
  const listed = duty.listed && (await whoIsListed(tx, duty.listed, agency, today))
  if (!listed) return { people: await whoCarries(tx, duty, agency, today), vacant: [] }
  if (listed.people.length > 0)
    return { people: listed.people, vacant: listed.empty.map((post) => `${duty.title}“${post}”空缺`) }
  return {
    people: await whoCarries(tx, duty, agency, today),
    vacant:
      listed.empty.length > 0 ? listed.empty.map((post) => `${duty.title}“${post}”空缺`) : [`没有列${duty.title}`],
  }
}

/** Who is in the posts that lines name for an agency, and the posts in which nobody is; nothing in a city without such lines. */
async function whoIsListed(tx: Tx, listed: Listed, agency: string, today: string) {
  const register = houseOf(tx).parts<Register>('register').get(listed.in.name)
  if (!register) return undefined
  const lines = await sharing(tx, register, { [listed.agency]: agency, ...listed.where })
  const posts = lines.map((line) => ({ agency: String(line[listed.postAt]), post: String(line[listed.post]) }))
  const tenures = await tenuresOf(tx, posts, today, today)
  const isEmpty = (post: (typeof posts)[number]) =>
    !tenures.some((one) => one.agency === post.agency && one.post === post.post)
  return {
    people: [...new Set(tenures.map(({ person }) => person))],
    empty: [...new Set(posts.filter(isEmpty).map(({ post }) => post))],
  }
}

async function whoCarries(tx: Tx, duty: Duty, agency: string, today: string): Promise<string[]> {
  const roles = rolesWith(tx, duty)
  return duty.of === 'agency' ? officersOf(tx, agency, roles, today) : holdersOf(tx, roles, today)
}
