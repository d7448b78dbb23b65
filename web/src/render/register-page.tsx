import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { FieldFace, RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { SentenceFilters } from '../look/sentence.tsx'
import { listPath } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { cellClass } from './cell-class.ts'
import { useFieldConditions } from './conditions.ts'
import { listQuery, pageQuery, useListAddress } from './list-address.ts'
import { ListBar, ListFoot, STILL, totalWords } from './list-parts.tsx'
import type { Sheet } from './list-work.tsx'
import { NoneThere } from './none-there.tsx'
import { recordOrder } from './order.ts'
import { isNumeric } from './numeric.ts'
import { Table, type Column } from './table.tsx'
import { Value } from './value.tsx'

/** A register as a list: filters in a sentence, dense rows, each opening its record. */
export function RegisterPage({ name }: { name: string }) {
  const manifest = useManifest()
  const face = manifest.registers[name]
  const page = manifest.pages.find((one) => one.kind === 'list' && one.of === name)
  const { query, change, forward, back, paged } = useListAddress()
  const sort = query.get('sort')
  const list = listQuery(query, {})
  const rows = useQuery({
    ...queries.records(name, pageQuery(list, query, 20)),
    enabled: face !== undefined,
    placeholderData: keepPreviousData,
  })
  const conditions = useFieldConditions(face?.fields ?? {}, page?.filters ?? face?.filters ?? [], query)
  const title = page?.title ?? face?.title ?? ''
  useTitle(title)
  if (!face) return <Forbidden what="这个登记册" />
  if (rows.error) return <Failed what={title} error={rows.error} retry={() => void rows.refetch()} />
  const columns = (page?.columns ?? face.columns).flatMap((column) => (face.fields[column] ? [column] : []))
  const naming = columns.includes(face.naming) ? face.naming : columns[0]
  const at = listPath(manifest, name)
  const total = rows.data ? totalWords(rows.data.total, '条') : ''
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="ttl">
        <h1>{title}</h1>
        <span className="grow" />
        {face.may.includes('create') ? (
          <Link className="bt p" to={`${at}/new`}>
            新增{face.title}
          </Link>
        ) : null}
      </div>
      <SentenceFilters
        opening="看"
        closing={`的${face.title}`}
        conditions={conditions.slice(0, 2)}
        more={conditions.slice(2)}
        change={change}
      />
      <ListBar
        says={rows.isPlaceholderData ? STILL : rows.data?.rows.length ? `${total}，${recordOrder(sort, face)}` : total}
        exports={{ path: `/registers/${name}/export`, query: list }}
        many={{ title: '批量登记', sheets: sheetsOf(face) }}
      />
      {!rows.data ? (
        <Loading />
      ) : rows.data.rows.length === 0 ? (
        <NoneThere
          kind="register"
          name={name}
          title={face.title}
          limited={[...query.keys()].some((one) => !['sort', 'after'].includes(one))}
        />
      ) : (
        <Table
          caption={title}
          rows={rows.data.rows}
          keyOf={({ id }) => id}
          sort={sort}
          change={(order) => change({ sort: order })}
          columns={columns.map((column): Column<RecordRow> => {
            const field = face.fields[column] as FieldFace
            const names = column === naming
            const value = (row: RecordRow) => <Value field={field} value={row[column]} dense />
            return {
              ...{ title: field.label, num: isNumeric(field), bare: names },
              ...(face.sorts.includes(column) && { by: column }),
              as: (row) => cellClass(field, names, row[column]),
              cell: (row) =>
                names ? (
                  <Link to={`${at}/${row.id}`} className={field.widget === 'longText' ? 'clip' : undefined}>
                    {value(row)}
                  </Link>
                ) : (
                  value(row)
                ),
            }
          })}
        />
      )}
      <ListFoot
        says={total}
        back={paged ? back : null}
        forward={rows.data?.next ? () => forward(rows.data.next ?? '') : null}
      />
    </main>
  )
}

/** New rows many at once, for those who may create one. */
function sheetsOf({ name, title, takesSheet }: RegisterFace): Sheet[] {
  const says = `空表的列是${title}的各个字段，一行一条，可选的内容列在表里。`
  return takesSheet ? [{ name, title: `登记${title}`, says, path: `/registers/${name}/sheet` }] : []
}
