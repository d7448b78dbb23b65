import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { LineFace } from '../../../../platform/manifest.ts'
import { longDate, wall } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { SentenceFilters } from '../../look/sentence.tsx'
import { ListBar } from '../../render/list-parts.tsx'
import { useListAddress } from '../../render/list-address.ts'
import { Table } from '../../render/table.tsx'
import { listPath } from '../../shell/navigation.ts'
import { useManifest, useNames, useNow, useTitle } from '../../shell/reader.ts'
import { dutyLines, faultLights, matrixOf, type MatrixRow } from './matrix-data.ts'
import { WithoutOfficer } from './without-officer.tsx'
import './matrix.css'

const register = 'responsibility'

/** Who answers for whose work, domain by domain: the posts, who is in them today, and what is wrong before it hurts. */
export function MatrixPage() {
  useTitle('责任矩阵')
  const face = useManifest().registers[register]
  if (!face) return <Forbidden what="责任矩阵" says="责任矩阵给在职人员看。请先登录。" />
  return <Open />
}

function Open() {
  const manifest = useManifest()
  const names = useNames()
  const { date } = wall(useNow())
  const { change } = useListAddress()
  const [query] = useSearchParams()
  const found = useQuery(dutyLines)
  const domains = manifest.registers[register]?.fields['domain']?.options ?? {}
  if (found.error) return <Failed what="责任矩阵" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  const [domain, wrong] = [query.get('domain'), query.get('wrong')]
  const all = matrixOf(
    found.data.rows.filter((line) => line.register === register),
    Object.keys(domains),
  )
  const rows = all.filter(
    (row) => (!domain || row.domain === domain) && (!wrong || row.lines.some(({ faults }) => faults.length > 0)),
  )
  const faulty = all.flatMap(({ lines }) => lines).filter(({ faults }) => faults.length > 0)
  const may = manifest.registers[register]?.may ?? []
  return (
    <main id="main" tabIndex={-1} className="page mx">
      <h1>责任矩阵</h1>
      <p className="as">
        截至{longDate(date)}：{all.length} 条线，
        {faulty.length === 0 ? '都有人在岗。' : <Link to="?wrong=1">{faulty.length} 处要补</Link>}
        {faulty.length === 0 ? '' : '。'}
        任务逾期先催承办单位，再逐级报这里所列的岗位；改了这里，下一级就按新的报。
      </p>
      <SentenceFilters
        opening="看"
        closing="的责任"
        conditions={[
          {
            ...{ kind: 'pick', single: true, name: 'domain', label: '领域', value: domain ? [domain] : [] },
            choices: Object.entries(domains).map(([value, title]) => ({ value, title })),
          },
          {
            ...{ kind: 'pick', single: true, name: 'wrong', label: '情况', value: wrong ? [wrong] : [] },
            choices: [{ value: '1', title: '要补的' }],
          },
        ]}
        more={[]}
        change={change}
      />
      <ListBar says={`${rows.length} 条线`}>
        {may.includes('create') ? (
          <Link className="bt" to={`${listPath(manifest, register)}/new`}>
            添一条
          </Link>
        ) : null}
      </ListBar>
      {rows.length === 0 ? (
        <Empty says={all.length > 0 ? '没有符合条件的，放宽一个条件再看。' : '矩阵还是空的。'} />
      ) : (
        <Table
          caption="责任矩阵"
          rows={rows}
          keyOf={(row) => `${row.domain} ${row.agency}`}
          columns={[
            { title: '领域', as: 'fix', cell: (row) => domains[row.domain] ?? row.domain },
            { title: '承办单位', as: 'nm', cell: (row) => names.agency(row.agency) },
            ...found.data.duties.map((duty) => ({
              title: duty.title,
              as: 'long',
              cell: (row: MatrixRow) => <Post line={row.lines.find((line) => line.duty.name === duty.name)} />,
            })),
          ]}
        />
      )}
      <WithoutOfficer />
    </main>
  )
}

/** A post on the path: who is in it, until when, and what is wrong. */
function Post({ line }: { line: LineFace | undefined }) {
  const manifest = useManifest()
  const names = useNames()
  if (!line) return <span className="m">没有列</span>
  const { post, postAt, holders, faults } = line
  return (
    <div className="po">
      <Link to={`${listPath(manifest, register)}/${line.id}`}>
        {names.agency(postAt)} {post}
      </Link>
      <div>
        {holders.map(({ name, until, acting }, at) => (
          <span key={at} className="hd">
            {name}
            {acting ? '（代理）' : ''}
            {until ? <span className="cap">至 {until}</span> : null}
          </span>
        ))}
      </div>
      {faults.map(({ fault, says }) => (
        <div key={fault} className="ft1">
          <Light face={faultLights[fault]} /> <span className="cap">{says}</span>
        </div>
      ))}
    </div>
  )
}
