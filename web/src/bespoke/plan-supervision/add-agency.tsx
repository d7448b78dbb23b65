import { useRef } from 'react'
import type { ShownActFace } from '../../../../platform/manifest.ts'
import { DeclaredForm } from '../../render/declared-form.tsx'
import { send } from '../../shell/api.ts'
import { agencies, queryClient } from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'

/** The act that adds an agency to the city's directory, for a reader who may. */
export const useAddsAgencies = (): ShownActFace | undefined =>
  useManifest()
    .shown.find(({ path }) => path === 'directory')
    ?.begins.find(({ method }) => method === 'POST')

/** Adds an agency that a document names and the city lacks. */
export function AddAgency(props: { name: string; act: ShownActFace; added: (id: string) => void; cancel: () => void }) {
  const { name, act, added, cancel } = props
  const made = useRef('')
  return (
    <DeclaredForm
      draft={`new-agency:${name}`}
      called={`登记“${name}”`}
      fields={act.fields}
      initial={{ name, fullName: name }}
      submit="登记并选定"
      cancel={cancel}
      send={async (typed, key) => {
        made.current = (await send<{ id: string }>('POST', `/${act.path}`, typed, { key })).id
        await queryClient.invalidateQueries({ queryKey: agencies.queryKey })
      }}
      done={() => added(made.current)}
    />
  )
}
