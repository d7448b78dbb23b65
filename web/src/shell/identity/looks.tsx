import { useQuery } from '@tanstack/react-query'
import { shortInstant } from '../../look/dates.ts'
import { Loading } from '../../look/loading.tsx'
import { get } from '../api.ts'
import { useManifest, useNames, useNow } from '../reader.ts'

interface Look {
  id: string
  at: string
  officer: string
  agency: string | null
  purpose: string
  of: string
  fields: string[]
}

/** Who looked at the reader's personal data, when and what for. */
export function Looks() {
  const now = useNow()
  const names = useNames()
  const { registers } = useManifest()
  const looks = useQuery({
    queryKey: ['looks'],
    queryFn: async ({ signal }) => (await get<{ rows: Look[] }>('/looks', signal)).rows,
  })
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">谁看过我的信息</h2>
      {!looks.data ? (
        <Loading lines={2} />
      ) : (
        <ul>
          {looks.data.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.officer}</b> {names.agency(one.agency)}，{shortInstant(one.at, now)}：{one.purpose}
                <br />
                <span className="cap">
                  {registers[one.of]?.title ?? one.of}的
                  {one.fields.map((field) => registers[one.of]?.fields[field]?.label ?? field).join('、')}
                </span>
              </span>
            </li>
          ))}
          {looks.data.length === 0 ? (
            <li>
              <span className="m">还没有人看过。工作人员查看您的个人信息时，会连同用途记在这里。</span>
            </li>
          ) : null}
        </ul>
      )}
    </section>
  )
}
