import { clock, manifest, queryClient, session } from './queries.ts'

/** What stands before any page is drawn: who reads, and the declarations as they may see them. */
export async function told(): Promise<null> {
  void queryClient.prefetchQuery(clock)
  await Promise.all([queryClient.ensureQueryData(manifest), queryClient.ensureQueryData(session)])
  return null
}
