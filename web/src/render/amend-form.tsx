import type { RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { DeclaredForm } from './declared-form.tsx'
import { amendDraft } from './drafts.ts'
import { AboutRow } from './options.ts'

/** Amends one record: only what changed is sent, and never over somebody else's newer version. */
export function AmendForm(props: { name: string; face: RegisterFace; record: RecordRow; done: () => void }) {
  const { name, face, record, done } = props
  const fields = Object.fromEntries(
    face.amends.flatMap((field) => (face.fields[field] ? [[field, face.fields[field]]] : [])),
  )
  const initial = Object.fromEntries(face.amends.map((field) => [field, record[field]]))
  return (
    <AntdFrame>
      <AboutRow value={record.id}>
        <DeclaredForm
          draft={amendDraft(name, record.id)}
          fields={fields}
          initial={initial}
          submit="存为新版"
          cancel={done}
          send={async (form) => {
            const changed = Object.fromEntries(
              Object.entries(form).filter(
                ([field, value]) => JSON.stringify(value) !== JSON.stringify(record[field] ?? null),
              ),
            )
            if (Object.keys(changed).length > 0)
              await send('PATCH', `/registers/${name}/${record.id}`, changed, { version: record.version })
            void queries.queryClient.invalidateQueries({ queryKey: ['cases'] })
            await queries.queryClient.invalidateQueries({ queryKey: ['registers'] })
          }}
          done={done}
          stale={() =>
            void queries.queryClient.invalidateQueries({ queryKey: queries.oneRecord(name, record.id).queryKey })
          }
        />
      </AboutRow>
    </AntdFrame>
  )
}
