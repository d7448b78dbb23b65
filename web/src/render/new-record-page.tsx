import { useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { RecordRow } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { send } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { queryClient } from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { DeclaredForm } from './declared-form.tsx'

/** A new record, for those who may create one. */
export function NewRecordPage({ name }: { name: string }) {
  const manifest = useManifest()
  const navigate = useNavigate()
  const face = manifest.registers[name]
  const made = useRef('')
  const [query] = useSearchParams()
  const offered = face?.offer.titled ? face.offer.title : `新增${face?.title ?? ''}`
  useTitle(face ? offered : '')
  if (!face) return <Failed what="这个登记册" error={null} />
  if (!face.may.includes('create')) return <Forbidden what={offered} />
  const at = listPath(manifest, name)
  const asks = face.steps.flatMap((step) => step.asks)
  const fields = Object.fromEntries(asks.flatMap((one) => (face.fields[one] ? [[one, face.fields[one]] as const] : [])))
  // Whoever comes from a row has it named already.
  const named = Object.fromEntries(
    Object.entries(fields).flatMap(([one, { widget }]) => {
      const id = widget === 'record' ? query.get(one) : null
      return id ? [[one, id]] : []
    }),
  )
  const under = (face.under && named[face.under]) ?? null
  const above = under && face.under ? face.fields[face.under]?.register : undefined
  const back = above ? `${listPath(manifest, above)}/${under}` : at
  return (
    <main id="main" tabIndex={-1} className="page">
      <p className="cap">
        <Link to={at}>{face.title}</Link>
      </p>
      <h1>{offered}</h1>
      <AntdFrame>
        <DeclaredForm
          draft={['new', name, ...Object.values(named)].join(':')}
          fields={fields}
          steps={face.steps}
          says={face.offer.says ?? undefined}
          initial={{ ...face.starts, ...named }}
          submit="登记"
          cancel={() => void navigate(back)}
          send={async (fields, key) => {
            made.current = (await send<RecordRow>('POST', `/registers/${name}`, fields, { key })).id
            await queryClient.invalidateQueries({ queryKey: ['registers', name] })
          }}
          done={() => void navigate(above ? back : `${at}/${made.current}`)}
        />
      </AntdFrame>
    </main>
  )
}
