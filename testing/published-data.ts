import type { AnyCase } from '#engines/case'
import type { Register } from '#engines/register'
import type { Person } from './index.ts'

const named = (name: string) => ({ name }) as AnyCase

/** A resource of the catalogue by the data of the platform's own that it is. */
export async function resourceOf(by: Person, origin: string): Promise<{ id: string; [field: string]: unknown }> {
  const rows = await by.lists({ name: 'data-resource' } as Register)
  return rows.find((row) => row['origin'] === origin) as { id: string }
}

/** The case in which a resource is compiled and published. */
export const runOf = async (by: Person, { id }: { id: string }): Promise<string> =>
  (await by.cases(named('data-resource-run'))).find((one) => one['subject'] === id)?.['id'] as string

/** Somebody judges how grave the harm would be. @returns the case in which it is agreed on */
export async function judged(by: Person, resource: string, judgement: object): Promise<string> {
  const { id } = await by.asks('POST', '/api/registers/data-grading', {
    ...{ resource, reason: '按影响对象和程度判断', ...judgement },
  })
  return (await by.cases(named('data-grading-run'))).find((one) => one['subject'] === id)?.['id'] as string
}

/** A resource with a level, told as it stands. @returns its case */
export async function published(
  { officer, keeper }: { officer: Person; keeper: Person },
  resource: { id: string },
  opens: object = {},
): Promise<string> {
  const grading = await judged(officer, resource.id, { persons: 'ordinary' })
  await keeper.does(named('data-grading-run'), grading, 'agree', { words: '同意' })
  const at = `/api/registers/data-resource/${resource.id}`
  const { version } = await officer.asks('GET', at)
  if (Object.keys(opens).length > 0) await officer.asks('PATCH', at, opens, { 'if-match': `"${version}"` })
  const run = await runOf(keeper, resource)
  await officer.does(named('data-resource-run'), run, 'submit', { words: '编好了' })
  await keeper.does(named('data-resource-run'), run, 'publish', { words: '可以发布' })
  return run
}
