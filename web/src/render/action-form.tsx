import type { ActionFace, CaseDetail } from '../../../platform/manifest.ts'
import { AntdFrame } from '../look/antd-frame.tsx'
import { send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { useNow } from '../shell/reader.ts'
import { startOf } from './action-start.ts'
import { DeclaredForm } from './declared-form.tsx'
import { actionDraft } from './drafts.ts'
import { AboutRow } from './options.ts'
import { renewCases } from './renew-cases.ts'

/** The form of one action on one case. */
export function ActionForm(props: { detail: CaseDetail; action: ActionFace; done: () => void; cancel: () => void }) {
  const { detail, action, done, cancel } = props
  const { kind, id } = detail
  const month = useNow().slice(0, 7)
  return (
    <AntdFrame>
      <AboutRow value={detail.subject}>
        <DeclaredForm
          draft={actionDraft(kind, id, action.name)}
          fields={action.fields}
          initial={startOf(action, detail, month)}
          says={action.says}
          submit={action.title}
          cancel={cancel}
          send={async (form, key) => {
            const after = await send<CaseDetail>(
              'POST',
              `/cases/${kind}/${id}/${action.name}`,
              { version: detail.version, form },
              { key },
            )
            queries.queryClient.setQueryData(queries.oneCase(kind, id).queryKey, after)
            await renewCases()
          }}
          done={done}
          stale={() => void queries.queryClient.invalidateQueries({ queryKey: queries.oneCase(kind, id).queryKey })}
        />
      </AboutRow>
    </AntdFrame>
  )
}
