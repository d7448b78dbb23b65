import { useQuery } from '@tanstack/react-query'
import { AntdFrame } from '../../look/antd-frame.tsx'
import { DeclaredForm } from '../../render/declared-form.tsx'
import { send } from '../../shell/api.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest } from '../../shell/reader.ts'
import type { PlanDoubt } from './plan-data.ts'

/** Settles one doubt in place. The server decides whether this reader may; the form says so when not. */
export function SettleForm({ doubt, done }: { doubt: PlanDoubt; done: () => void }) {
  const field = useManifest().registers['plan-doubt']?.fields['settlement']
  const fresh = useQuery(queries.oneRecord('plan-doubt', doubt.id))
  if (!field || fresh.isPending) return <p className="cap">正在打开处理表</p>
  if (fresh.error) return <p className="cap">{fresh.error.message}</p>
  if (!fresh.data.may?.includes('amend')) return <p className="cap">这一处由计划的印发、督办部门处理。</p>
  return (
    <AntdFrame>
      <DeclaredForm
        draft={`settle:${doubt.id}`}
        fields={{ settlement: { ...field, required: true } }}
        submit="处理完毕"
        cancel={done}
        send={async (form) => {
          await send(
            'PATCH',
            `/registers/plan-doubt/${doubt.id}`,
            { ...form, standing: 'settled' },
            { version: fresh.data.version },
          )
          await queries.queryClient.invalidateQueries({ queryKey: ['registers', 'plan-doubt'] })
        }}
        done={done}
        stale={() => void fresh.refetch()}
      />
    </AntdFrame>
  )
}
