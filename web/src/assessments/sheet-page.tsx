import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { AssessmentSheet } from '../../../platform/manifest.ts'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { useManifest, useSession, useTitle } from '../shell/reader.ts'
import { minute, stageSays, stageWords } from './stage.ts'
import './assessments.css'

type Leaf = AssessmentSheet['leaves'][number]

/** The query of an object's sheet. */
export const sheetOf = (name: string, id: string, agency: string) => ({
  queryKey: ['assessments', name, id, 'sheet', agency],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<AssessmentSheet>(`/assessments/${name}/${id}/objects/${agency}`, signal),
})

/** What an object has, leaf by leaf: its value, points, what was lost and by which record; and what it may tell or object to. */
export function SheetPage() {
  const { name = '', id = '', agency = '' } = useParams()
  const face = useManifest().assessments[name]
  const found = useQuery({ ...sheetOf(name, id, agency), enabled: face !== undefined })
  const sheet = found.data
  useTitle(sheet ? `${sheet.name} ${sheet.title}` : '得分明细')
  if (!face) return <Forbidden what="考评" says="没有这种考评，或者您无权查看。" />
  if (found.error) return <Failed what="得分明细" error={found.error} retry={() => void found.refetch()} />
  if (!sheet) return <Loading lines={12} whole />
  const branches = [...Map.groupBy(sheet.leaves, ({ branch }) => branch)]
  return (
    <main id="main" tabIndex={-1} className="page asm">
      <p className="cap">
        <Link to={`/assessments/${name}/${id}`}>{sheet.title}</Link>
      </p>
      <h1>{sheet.name}</h1>
      {sheet.total === null ? null : (
        <p className="now">
          <b>{sheet.total}</b> 分
          <span>
            {sheet.groupTitle}第 {sheet.rank} 名，共 {sheet.among} 个；{sheet.grade}
            {sheet.vetoed ? '（一票否决）' : ''}
          </span>
        </p>
      )}
      <p className="as" role="status">
        <b>{stageWords[sheet.standing]}</b>。{stageSays(sheet)}
      </p>
      {branches.map(([branch, leaves]) => (
        <section key={branch} aria-label={branch}>
          <h2>{branch}</h2>
          <ol className="lvs">
            {leaves.map((leaf) => (
              <LeafLine key={leaf.code} leaf={leaf} sheet={sheet} name={name} />
            ))}
          </ol>
        </section>
      ))}
      <Changes sheet={sheet} register={face.registers.objection} />
    </main>
  )
}

function LeafLine({ leaf, sheet, name }: { leaf: Leaf; sheet: AssessmentSheet; name: string }) {
  const lost = leaf.lost !== null
  return (
    <li data-lost={lost || undefined}>
      <p className="t">
        <span className="c">{leaf.code}</span> <b>{leaf.title}</b>
        <span className="m">
          {Number(leaf.weight) > 0 ? `${leaf.weight} 分` : leaf.method}，{leaf.from}
        </span>
      </p>
      <p className="p">
        {leaf.value === null ? (
          <span className="none">还没有数据</span>
        ) : (
          <span>
            数值 {leaf.value.replaceAll('/', '、')}
            {leaf.indicator ? ` ${leaf.indicator.unit}` : ''}
          </span>
        )}
        {leaf.points === null ? null : (
          <span>
            得 <b>{leaf.points}</b> 分
          </span>
        )}
        {lost ? <span className="lost">失 {leaf.lost} 分</span> : null}
      </p>
      <p className="cap">
        {leaf.how}。{leaf.says ?? ''}
      </p>
      <Origin leaf={leaf} sheet={sheet} name={name} />
    </li>
  )
}

const entryWords: Record<string, string> = { reported: '待初审', reviewed: '已初审', returned: '已退回，待补充' }

/** The record that a value comes from, and what may be done about it. */
function Origin({ leaf, sheet, name }: { leaf: Leaf; sheet: AssessmentSheet; name: string }) {
  const manifest = useManifest()
  const face = manifest.assessments[name]
  const mine = useSession()?.position?.agency.id === sheet.agency
  const { origin, behind } = leaf
  const may = (register: string | undefined) =>
    mine && register !== undefined && manifest.registers[register]?.may.includes('create')
  const here = `/assessments/${name}/${sheet.id}/objects/${sheet.agency}`
  const tells =
    leaf.source === 'reported' && sheet.standing === 'begun' && leaf.value === null && may(face?.registers.entry)
  const objects = leaf.source !== 'expert' && sheet.standing === 'published' && may(face?.registers.objection)
  return (
    <>
      <p className="o">
        {origin?.register && origin.id ? (
          <Link to={`${listPath(manifest, origin.register)}/${origin.id}`}>
            {origin.kind === 'objection'
              ? '按采纳的异议'
              : `自评${origin.standing ? `（${entryWords[origin.standing] ?? origin.standing}）` : ''}`}
          </Link>
        ) : null}
        {leaf.indicator ? (
          <Link to={`/indicators/${leaf.indicator.name}`}>平台指标“{leaf.indicator.title}”</Link>
        ) : null}
        {tells ? (
          <Link className="bt p" to={`${here}/tell/${leaf.id}`} aria-label={`填报“${leaf.title}”`}>
            填报
          </Link>
        ) : null}
        {objects ? (
          <Link className="bt q" to={`${here}/object/${leaf.id}`} aria-label={`对“${leaf.title}”提出异议`}>
            提出异议
          </Link>
        ) : null}
      </p>
      {behind.length > 0 ? (
        <details>
          <summary>冻结时数到的记录，少的在前</summary>
          <ul className="bh">
            {behind.map((row) => (
              <li key={row.id}>
                <Link to={row.path}>{row.title}</Link>
                <span className="m">{row.value}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

/** The objections that were upheld, and what each moved here. */
function Changes({ sheet, register }: { sheet: AssessmentSheet; register: string }) {
  const manifest = useManifest()
  if (sheet.changes.length === 0) return null
  const own = manifest.registers[register] !== undefined
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">公示以后的改动</h2>
      <ol className="all">
        {sheet.changes.map(({ at, code, title, objection, from, to }) => (
          <li key={`${objection}-${code}`}>
            <span>
              {minute(at)}，
              {from.value === to.value ? `别的单位“${title}”一项的异议被采纳` : `“${title}”一项的异议被采纳`}：
              {from.value === to.value ? '' : `数值 ${from.value ?? '没有'} → ${to.value ?? '没有'}，`}
              得分 {from.total} → {to.total}，名次 {from.rank} → {to.rank}
            </span>
            {own && from.value !== to.value ? (
              <Link to={`${listPath(manifest, register)}/${objection}`}>看异议</Link>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
