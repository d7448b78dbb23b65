import { useQuery } from '@tanstack/react-query'
import type { FieldFace } from '../../../../../platform/manifest.ts'
import { AntdFrame } from '../../../look/antd-frame.tsx'
import { DeclaredForm } from '../../../render/declared-form.tsx'
import { send } from '../../../shell/api.ts'
import * as queries from '../../../shell/queries.ts'
import type { PlanTarget } from '../plan-data.ts'

/** Amends some fields of a target in place: only what changed is sent, never over somebody else's newer version. */
export function AmendTarget(props: {
  draft: string
  target: PlanTarget
  fields: Record<string, FieldFace>
  initial?: Record<string, unknown>
  says: string
  submit: string
  done: () => void
}) {
  const { draft, target, fields, initial = {}, says, submit, done } = props
  const fresh = useQuery(queries.oneRecord('plan-target', target.id))
  if (fresh.isPending) return <p className="cap">正在打开</p>
  if (fresh.error) return <p className="cap">{fresh.error.message}</p>
  const record = fresh.data
  if (!record.may?.includes('amend')) return <p className="cap">目标由计划的督办部门更正。</p>
  const present = Object.fromEntries(Object.keys(fields).map((name) => [name, record[name] ?? initial[name] ?? null]))
  return (
    <AntdFrame>
      <DeclaredForm
        draft={`${draft}:${target.id}`}
        fields={fields}
        initial={present}
        says={says}
        submit={submit}
        cancel={done}
        send={async (form) => {
          const changed = Object.fromEntries(
            Object.entries(form).filter(([name, value]) => (value ?? null) !== (record[name] ?? null)),
          )
          if (Object.keys(changed).length > 0)
            await send('PATCH', `/registers/plan-target/${target.id}`, changed, { version: record.version })
          await renewTargets()
        }}
        done={done}
        stale={() => void fresh.refetch()}
      />
    </AntdFrame>
  )
}

/** After a target changed: it and what counts it are read again. */
export async function renewTargets() {
  void queries.queryClient.invalidateQueries({ queryKey: ['indicators'] })
  await queries.queryClient.invalidateQueries({ queryKey: ['registers', 'plan-target'] })
}
