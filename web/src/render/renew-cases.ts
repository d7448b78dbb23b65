import { queryClient } from '../shell/queries.ts'

/** After an act: lists of cases, other cases, the inbox and what they rest on are read again. */
export async function renewCases() {
  for (const part of ['inbox', 'registers', 'indicators', 'search'])
    void queryClient.invalidateQueries({ queryKey: [part] })
  await queryClient.invalidateQueries({ queryKey: ['cases'], predicate: (query) => query.queryKey[2] !== 'one' })
}
