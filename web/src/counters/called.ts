import { useQuery } from '@tanstack/react-query'
import type { Words } from '../../../engines/counter/index.ts'
import type { RegisterFace } from '../../../platform/manifest.ts'
import { narrowed } from '../render/options.ts'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'

/** What a draft on this device is called: what it names first, and for whom. */
export function useCalled(face: RegisterFace): (words: Words) => string {
  const manifest = useManifest()
  const [name, field] = Object.entries(face.fields).find(([, { widget }]) => widget === 'record') ?? []
  const register = field?.register ?? ''
  const rows = useQuery({
    ...queries.records(register, `limit=100${field ? narrowed(field) : ''}`),
    enabled: field !== undefined,
  })
  const whose = Object.keys(face.knows)[0] ?? ''
  return (words) => {
    const row = rows.data?.rows.find(({ id }) => id === words[name ?? ''])
    const of = manifest.registers[register]
    const first = row && of ? nameOf(of, row) : face.offer.title
    return [first, typeof words[whose] === 'string' ? words[whose] : ''].filter(Boolean).join('，')
  }
}
