import type { ActionFace, CaseDetail } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { useNow } from '../shell/reader.ts'
import { DeclaredForm } from './declared-form.tsx'

/** The form of one action on one case. */
export function ActionForm(props: { detail: CaseDetail; action: ActionFace; done: () => void; cancel: () => void }) {
  const { detail, action, done, cancel } = props
  const { kind, id } = detail
  const month = useNow().slice(0, 7)
  const months = Object.entries(action.fields).filter(([, field]) => field.widget === 'month')
  return (
    <AntdFrame>
      <DeclaredForm
        draft={`${kind}:${id}:${action.name}`}
        fields={action.fields}
        initial={Object.fromEntries(months.map(([name]) => [name, month]))}
        says={action.says}
        submit={action.title}
        cancel={cancel}
        send={async (form, key) => {
          const after = await send<CaseDetail>('POST', `/cases/${kind}/${id}/${action.name}`, { version: detail.version, form }, { key })
          queries.queryClient.setQueryData(queries.oneCase(kind, id).queryKey, after)
          await renewCases()
          done()
        }}
        stale={() => void queries.queryClient.invalidateQueries({ queryKey: queries.oneCase(kind, id).queryKey })}
      />
    </AntdFrame>
  )
}

/** After an act: lists of cases, the inbox and what they rest on are read again. */
export async function renewCases() {
  const { queryClient } = queries
  void queryClient.invalidateQueries({ queryKey: ['inbox'] })
  void queryClient.invalidateQueries({ queryKey: ['registers'] })
  void queryClient.invalidateQueries({ queryKey: ['indicators'] })
  await queryClient.invalidateQueries({ queryKey: ['cases'], predicate: (query) => query.queryKey[2] !== 'one' })
}
