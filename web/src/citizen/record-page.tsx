import { useQuery } from '@tanstack/react-query'
import { dayWords, wall } from '../look/dates.ts'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useEvidenceOf } from '../receipt/ledger-events.ts'
import { ReceiptLink } from '../receipt/receipt-link.tsx'
import { Papers } from '../seals/papers.tsx'
import { nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { Facts } from './facts.tsx'
import { Back, Within } from './frame.tsx'

/** One record of the reader's own. */
export function RecordPage({ name, id }: { name: string; id: string }) {
  const face = useManifest().registers[name]
  const found = useQuery({ ...queries.oneRecord(name, id), enabled: face !== undefined })
  const record = found.data
  const title = record && face ? nameOf(face, record) : (face?.title ?? '')
  const evidence = useEvidenceOf(`${name}:${id}`, record?.version ?? 0)
  useTitle(title)
  const shown = Object.fromEntries(
    (face?.shows ?? []).flatMap((one) => (face?.fields[one] ? [[one, face.fields[one]] as const] : [])),
  )
  if (!face || found.error)
    return (
      <Within>
        <Failed what="这条记录" error={found.error} retry={() => void found.refetch()} />
      </Within>
    )
  return (
    <>
      <Back to="/records" says="我的记录" />
      <main id="main" tabIndex={-1} className="cit">
        {record ? (
          <>
            <h1>{title}</h1>
            <p className="wh">
              {face.title}，{dayWords(wall(record.createdAt).date)}登记
              {record.version > 1 ? `，${dayWords(wall(record.amendedAt).date)}改过` : ''}。
            </p>
            <Papers register={name} id={id} version={record.version} />
            <Facts fields={shown} record={record} />
            <ReceiptLink event={evidence.get(String(record.version))} />
          </>
        ) : (
          <Loading lines={4} />
        )}
      </main>
    </>
  )
}
