import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { Empty } from '../look/empty.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { useListAddress } from '../render/list-address.ts'
import { ListFoot } from '../render/list-parts.tsx'
import { Table } from '../render/table.tsx'
import { RegionName } from '../render/value.tsx'
import { get } from '../shell/api.ts'
import { useNames } from '../shell/reader.ts'
import { figure } from './figures.ts'
import { asked, type IndicatorFace } from './readings.ts'

interface Behind {
  id: string
  value: number
  title: string
  path: string
}

/** The rows behind the number, each with what it gave; narrowed to one agency or region by the address. */
export function IndicatorRows({ face, within }: { face: IndicatorFace; within: string | null }) {
  const { query, change, forward, back, paged } = useListAddress()
  const names = useNames()
  const { hash } = useLocation()
  const head = useRef<HTMLHeadingElement>(null)
  const agency = query.get('agency')
  const region = query.get('region')
  // A register's rows lie within no plan: they count in every one.
  const inside = face.of.kind === 'case' ? within : null
  const words = asked({ agency, region, within: inside, after: query.get('after') })
  const found = useQuery({
    queryKey: ['indicators', 'rows', face.name, words],
    queryFn: ({ signal }) =>
      get<{ rows: Behind[]; next: string | null }>(`/indicators/${encodeURIComponent(face.name)}/rows${words}`, signal),
  })
  useEffect(() => {
    if (hash === '#rows') head.current?.scrollIntoView({ block: 'start' })
  }, [hash, agency, region])
  const { rows, next } = found.data ?? { rows: [], next: null }
  const whose = agency ? names.agency(agency) : region ? <RegionName code={region} /> : null
  const given = face.formula === 'count' || face.formula === 'share'
  return (
    <section>
      <h2 id="rows" ref={head}>
        明细
        <span className="cap">
          {whose ? (
            <>
              只看{whose}的{' '}
              <button type="button" className="lnk no-print" onClick={() => change({ agency: '', region: '' })}>
                看全部
              </button>
            </>
          ) : (
            `${face.of.title}逐件列出`
          )}
        </span>
      </h2>
      {found.error ? (
        <Failed inside what="明细" error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty
          says={next ? '这一页没有可看的明细，后面可能还有。' : '没有可看的明细：还没有数到，或者当前身份只能看合计。'}
        />
      ) : (
        <Table
          caption="明细"
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: face.of.title, as: 'nm', cell: ({ path, title }) => <Link to={path}>{title}</Link> },
            {
              ...{
                title: given ? '是否计入' : `给出的数${face.unit ? `（${face.unit}）` : ''}`,
                num: true,
                bare: true,
              },
              cell: ({ value }) => {
                if (!given || (value !== 0 && value !== 1)) return figure(value)
                return value ? '计入' : <span className="m">不计</span>
              },
            },
          ]}
        />
      )}
      <ListFoot
        says={rows.length > 0 ? `本页 ${rows.length} 件` : ''}
        back={paged ? back : null}
        forward={next ? () => forward(next) : null}
      />
    </section>
  )
}
