import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { CaseFace } from '../../../../platform/manifest.ts'
import { nameOf } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { CaseViews } from '../case-views.tsx'
import { CaseBoard } from './case-board.tsx'
import { useWays } from './ways.ts'

/** The cases of one kind as a board, within what they belong to where the address says so. */
export function BoardPage({ face }: { face: CaseFace }) {
  const [query] = useSearchParams()
  const title = useWithin(face, query)
  useTitle(`${face.title}看板`)
  return (
    <main id="main" tabIndex={-1} className="page brd">
      <CaseViews face={face} here="board" />
      <CaseBoard ways={useWays(face, query)} title={title} />
    </main>
  )
}

/** What the cases of an address belong to, as a heading calls it; nothing where it asks for no such thing. */
export function useWithin(face: CaseFace, query: URLSearchParams): string {
  const manifest = useManifest()
  const [within] = Object.entries(face.within)
  const register = manifest.registers[within?.[1].register ?? '']
  const id = query.get(`filter.${within?.[0]}`)
  const asked = queries.oneRecord(register?.name ?? '', id ?? '')
  const row = useQuery({ ...asked, enabled: id !== null && register !== undefined }).data
  return row && register ? `${nameOf(register, row)}的 ` : ''
}
