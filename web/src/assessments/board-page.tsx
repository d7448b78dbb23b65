import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import type { AssessmentBoard } from '../../../platform/manifest.ts'
import { AskInPlace } from '../look/ask-in-place.tsx'
import { Empty } from '../look/empty.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get, send } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { queryClient } from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { stageSays, stageWords } from './stage.ts'
import '../look/table.css'
import './assessments.css'

/** The query of a scheme's board. */
export const boardOf = (name: string, id: string) => ({
  queryKey: ['assessments', name, id, 'board'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<AssessmentBoard>(`/assessments/${name}/${id}`, signal),
})

/** A scheme's ranking, group by group; a version that took another's place shows both results side by side. */
export function BoardPage() {
  const { name = '', id = '' } = useParams()
  const manifest = useManifest()
  const face = manifest.assessments[name]
  const found = useQuery({ ...boardOf(name, id), enabled: face !== undefined })
  const board = found.data
  useTitle(board?.title ?? face?.title ?? '考评')
  if (!face) return <Forbidden what="考评" says="没有这种考评，或者您无权查看。" />
  if (found.error) return <Failed what="这次考评" error={found.error} retry={() => void found.refetch()} />
  if (!board) return <Loading lines={10} whole />
  const at = `/assessments/${name}`
  const seen = board.groups.filter(({ rows }) => rows.length > 0)
  return (
    <main id="main" tabIndex={-1} className="page asm">
      <p className="cap">
        <Link to={at}>{face.title}</Link>
      </p>
      <h1>{board.title}</h1>
      <p className="as" role="status">
        <b>{stageWords[board.standing]}</b>。{stageSays(board)}
      </p>
      {board.versions.length > 1 ? (
        <p className="vs">
          {board.versions.map((one) => (
            <Link key={one.id} to={`${at}/${one.id}`} aria-current={one.id === board.id ? 'page' : undefined}>
              第 {one.edition} 版（{stageWords[one.standing]}）
            </Link>
          ))}
        </p>
      ) : null}
      {seen.length === 0 ? <Empty says="还没有得分可以看。" /> : null}
      {seen.map((group) => (
        <Group key={group.name} at={`${at}/${id}`} board={board} group={group} />
      ))}
      <How board={board} at={`${at}/${id}`} register={`${listPath(manifest, face.registers.scheme)}/${id}`} />
      {board.may.includes('revise') && ['begun', 'published'].includes(board.standing) ? (
        <Revise at={`${at}/${id}`} scheme={listPath(manifest, face.registers.scheme)} />
      ) : null}
    </main>
  )
}

function Group({ at, board, group }: { at: string; board: AssessmentBoard; group: AssessmentBoard['groups'][number] }) {
  const ranked = group.rows.some(({ rank }) => rank !== null)
  const former = board.former && group.rows.some((row) => row.former)
  return (
    <section aria-labelledby={`g-${group.name}`}>
      <h2 id={`g-${group.name}`}>{group.title}</h2>
      <table className="dt">
        <caption className="sr">{group.title}的得分</caption>
        <thead>
          <tr>
            {ranked ? <th className="num">名次</th> : null}
            <th>单位</th>
            {ranked ? (
              <>
                <th className="num">得分</th>
                <th>等次</th>
              </>
            ) : (
              <th className="num">已有数据</th>
            )}
            {former ? <th className="num">第 {board.former?.edition} 版</th> : null}
            {ranked ? <th>失分最多的</th> : null}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <tr key={row.agency}>
              {ranked ? (
                <td className="num fix">
                  <span className="lab">名次 </span>
                  {row.rank}
                </td>
              ) : null}
              <td className="nm">{row.told ? <Link to={`${at}/objects/${row.agency}`}>{row.name}</Link> : row.name}</td>
              {ranked ? (
                <>
                  <td className="num">
                    <span className="lab">得分 </span>
                    <b>{row.total}</b>
                  </td>
                  <td className="fix">
                    {row.grade}
                    {row.vetoed ? <span className="veto">一票否决</span> : null}
                  </td>
                </>
              ) : (
                <td className="num">
                  <span className="lab">已有数据 </span>
                  {row.told ? `${row.told.there} / ${row.told.of} 项` : ''}
                </td>
              )}
              {former ? (
                <td className="num">
                  <span className="lab">第 {board.former?.edition} 版 </span>
                  {row.former ? `${row.former.total}（第 ${row.former.rank}）` : '没有'}
                </td>
              ) : null}
              {ranked ? (
                <td className="long">{row.lost.map(({ title, lost }) => `${title} −${lost}`).join('，')}</td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The rules of scoring, and the files from which everything is recomputed. */
function How({ board, at, register }: { board: AssessmentBoard; at: string; register: string }) {
  const { grades, places, missing, ties, digest } = board
  const shares = grades.map(({ title, share }, i) => (i === grades.length - 1 ? `其余${title}` : `${title} ${share}%`))
  const files = [
    ['scheme.json', '方案'],
    ['inputs.csv', '数据'],
    ['scores.csv', '得分'],
  ] as const
  const open = board.standing === 'final' || board.may.includes('revise')
  return (
    <section aria-labelledby="how">
      <h2 id="how">怎样计分</h2>
      <p>
        每项得分和总分四舍五入到小数点后 {places} 位；没有数据的
        {missing === 'zero' ? '不得分' : '不计入，其余折算成百分'}；总分相同的
        {ties === 'shared' ? '并列' : '先列指标得分高的在前'}。等次按组内名次：{shares.join('，')}。
      </p>
      <p className="cap">
        方案在启动时已写入账本，摘要 <code>{digest}</code>
      </p>
      {board.may.length > 1 ? (
        <p>
          <Link to={register}>方案和指标</Link>
        </p>
      ) : null}
      {open ? (
        <p className="do no-print">
          {files.map(([file, word]) => (
            <a key={file} className="bt" href={`/api${at}/${file}`} download>
              下载{word}
            </a>
          ))}
          <button type="button" className="bt" onClick={() => window.print()}>
            打印
          </button>
        </p>
      ) : null}
    </section>
  )
}

function Revise({ at, scheme }: { at: string; scheme: string }) {
  const navigate = useNavigate()
  return (
    <p className="no-print">
      <AskInPlace
        word="另立新版"
        what="方案"
        says="指标和对象照抄成一份草稿，改好后启动，代替这一版；已经填报的接着用，两版的结果并排列出。"
        act={async () => {
          const { id } = await send<{ id: string }>('POST', `${at}/versions`)
          await navigate(`${scheme}/${id}`)
        }}
        renew={() => queryClient.invalidateQueries({ queryKey: ['assessments'] })}
      />
    </p>
  )
}
