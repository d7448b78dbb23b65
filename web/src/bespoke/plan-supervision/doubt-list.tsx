import { lazy, Suspense, useState } from 'react'
import { DoubtNote } from '../../look/doubt.tsx'
import { useManifest, useSession } from '../../shell/reader.ts'
import type { PlanDoubt } from './plan-data.ts'

const SettleForm = lazy(async () => ({ default: (await import('./settle-form.tsx')).SettleForm }))

/** Doubts with both readings; those who may amend settle them here. */
export function DoubtList({ doubts }: { doubts: PlanDoubt[] }) {
  const face = useManifest().registers['plan-doubt']
  const session = useSession()
  const [settling, setSettling] = useState<string | null>(null)
  const may = session !== null && face?.may.includes('amend') === true
  const kinds = face?.fields['kind']?.options ?? {}
  return (
    <ul className="dbs">
      {doubts.map((doubt) => (
        <li key={doubt.id}>
          <DoubtNote
            settled={doubt.standing === 'settled'}
            says={
              <>
                {kinds[doubt.kind] ? <b>{kinds[doubt.kind]}。</b> : null}
                {doubt.quote ? `“${doubt.quote}”：` : ''}
                {doubt.says}
              </>
            }
          />
          {doubt.standing === 'settled' ? (
            <p className="set">处理意见：{doubt.settlement || '未写明'}</p>
          ) : settling === doubt.id ? (
            <Suspense fallback={<p className="cap">正在打开处理表</p>}>
              <SettleForm doubt={doubt} done={() => setSettling(null)} />
            </Suspense>
          ) : may ? (
            <button type="button" className="bt q" onClick={() => setSettling(doubt.id)}>
              处理
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
