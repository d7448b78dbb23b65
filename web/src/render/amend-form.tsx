import type { RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { DeclaredForm } from './declared-form.tsx'

/** Amends one record: only what changed is sent, and never over somebody else's newer version. */
export function AmendForm(props: { name: string; face: RegisterFace; record: RecordRow; done: () => void }) {
  const { name, face, record, done } = props
  const initial = Object.fromEntries(Object.keys(face.fields).map((field) => [field, record[field]]))
  return (
    <AntdFrame>
      <DeclaredForm
        draft={`amend:${name}:${record.id}`}
        fields={face.fields}
        initial={initial}
        submit="存为新版"
        cancel={done}
        send={async (form) => {
          const fields = Object.fromEntries(
            Object.entries(form).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(record[field] ?? null)),
          )
          if (Object.keys(fields).length > 0)
            await send('PATCH', `/registers/${name}/${record.id}`, { fields }, { version: record.version })
          await queries.queryClient.invalidateQueries({ queryKey: ['registers'] })
          done()
        }}
        stale={() => void queries.queryClient.invalidateQueries({ queryKey: queries.oneRecord(name, record.id).queryKey })}
      />
    </AntdFrame>
  )
}
