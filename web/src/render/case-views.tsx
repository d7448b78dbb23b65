import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { CaseFace } from '../../../platform/manifest.ts'
import { Places } from '../look/places.tsx'
import { casesPath, type CaseView } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest } from '../shell/reader.ts'
import { conditionsIn } from './list-address.ts'

/** The ways of looking at the cases of a kind, each under the same conditions: list, board, map, timeline. */
export function CaseViews({ face, here }: { face: CaseFace; here: CaseView }) {
  const [query] = useSearchParams()
  const sent = conditionsIn(query)
  const base = casesPath(useManifest(), face.name)
  const regions = useQuery(queries.board(face.name, 'by=region')).data ?? []
  const counties = new Set(regions.map(({ key }) => key?.slice(0, 6)).filter((key) => key?.length === 6))
  const at = (rest: string, more: Record<string, string> = {}) => {
    const asked = new URLSearchParams([...Object.entries(more), ...sent])
    return `${base}${rest}${asked.size > 0 ? `?${asked}` : ''}`
  }
  const places = [
    { name: 'list', title: '列表', to: at('') },
    { name: 'board', title: '看板', to: at('/board') },
    ...(counties.size > 1 ? [{ name: 'map', title: '地图', to: at('/board', { by: 'region' }) }] : []),
    ...(face.ends ? [{ name: 'timeline', title: '时间线', to: at('/timeline') }] : []),
  ]
  const mapped = here === 'board' && query.get('by') === 'region' && counties.size > 1
  return <Places label={`${face.title}的看法`} places={places} here={mapped ? 'map' : here} />
}
