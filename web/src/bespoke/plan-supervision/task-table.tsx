import { Fragment } from 'react'
import { Link } from 'react-router'
import { AgencyChips } from '../../look/agency-chip.tsx'
import { DeadlineChip } from '../../look/deadline-chip.tsx'
import { Empty } from '../../look/empty.tsx'
import { Light } from '../../look/light.tsx'
import { SentenceFilters } from '../../look/sentence.tsx'
import { useManifest, useNames } from '../../shell/reader.ts'
import { usePlanAddress } from './address.ts'
import { useLineFilters } from './line-filters.ts'
import { countyPercentOf, linePath, percentOf } from './line-facts.ts'
import { tally } from '../../look/lights.ts'
import { Origin } from './origin.tsx'
import { NoLight } from './no-light.tsx'
import { supervision, type Line, type Reading } from './plan-data.ts'

/** The breakdown table as the plan prints it, each row with its light and how far it is. */
export function TaskTable({ reading }: { reading: Reading }) {
  const { lines: shown, conditions, more, change } = useLineFilters(reading)
  const groups = [...Map.groupBy(shown, (line) => line.group)]
  const tasks = new Set(shown.map((line) => line.number)).size
  return (
    <div className="vwp">
      <h1>任务分解表</h1>
      <p>
        {groups.length} 类，{tasks} 项任务，{shown.length} 行分工。每行是一件督办。
      </p>
      <SentenceFilters opening="看" closing="的任务" conditions={conditions} more={more} change={change} />
      {shown.length === 0 ? <Empty says="没有符合条件的任务，放宽一个条件再看。" /> : null}
      <table className="tt">
        <caption className="sr">任务分解表</caption>
        <thead>
          <tr>
            <th scope="col">序号</th>
            <th scope="col">主要工作</th>
            <th scope="col">具体内容</th>
            <th scope="col">完成时间</th>
            <th scope="col">责任部门</th>
            <th scope="col">灯</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([group, lines]) => (
            <Fragment key={group}>
              <tr className="grp">
                <th colSpan={6} scope="colgroup">
                  {group}{' '}
                  {tally(lines.map((line) => line.light)).map(({ light, count }) => (
                    <Fragment key={light.title}>
                      <Light face={light} count={count} />{' '}
                    </Fragment>
                  ))}
                </th>
              </tr>
              {lines.map((line, at) => (
                <Row key={line.id} line={line} first={lines[at - 1]?.number !== line.number} reading={reading} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ line, first, reading }: { line: Line; first: boolean; reading: Reading }) {
  const manifest = useManifest()
  const names = useNames()
  const { to } = usePlanAddress()
  const entries = reading.entries.filter((entry) => entry.lines.includes(line))
  const percent = percentOf(line)
  const county = countyPercentOf(line)
  const state = manifest.cases[supervision]?.states[line.case?.state ?? '']
  const ended = state?.final ? state.title : null
  return (
    <tr>
      <td className="m">{first ? line.number : <span className="sr">{line.number}</span>}</td>
      <td className="tit">
        {first ? line.title : <span className="sr">{line.title}</span>}
        {first
          ? entries.map((entry) => (
              <div key={entry.id} className="cap">
                <Link to={to({ view: null, item: String(entry.number) })}>正文第 {entry.number} 条</Link>
              </div>
            ))
          : null}
      </td>
      <td className="txt">
        <Link to={linePath(manifest, line)}>{line.content}</Link>
        <Origin line={line} reading={reading} />
      </td>
      <td>
        <div>{line.dueText}</div>
        <DeadlineChip
          dueOn={line.dueOn}
          left={line.case?.workingDaysLeft ?? null}
          ongoing={line.ongoing}
          closed={line.light?.shape === 'done'}
          withDate={false}
          tone={line.light?.shape === 'near' ? 'near' : undefined}
        />
      </td>
      <td>
        <AgencyChips
          as="牵头"
          lead={line.lead ? names.agency(line.lead) : undefined}
          support={(line.support ?? []).map((id) => names.agency(id))}
        />
        {line.leadStanding === 'inferred' ? <div className="cap">牵头为推定，待确认</div> : null}
      </td>
      <td>
        {line.light ? <Light face={line.light} /> : <NoLight />}
        {ended ? <div className="cap">{ended}</div> : null}
        {percent === null ? null : <div className="cap">进度 {percent}%</div>}
        {county === null ? null : <div className="cap">县级平均 {county}%</div>}
      </td>
    </tr>
  )
}
