import { longDate } from '../../look/dates.ts'
import { useNames } from '../../shell/reader.ts'
import type { Reading } from './plan-data.ts'
import { ReadingRows } from './reading-rows.tsx'

/** The plan by deadline: the nearest first, what goes on at the end. */
export function DateReading({ reading }: { reading: Reading }) {
  const names = useNames()
  const dated = reading.lines.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
  const groups = [...Map.groupBy(dated, (line) => line.dueOn ?? '')]
  return (
    <div className="vwp">
      <h1>按完成时间读</h1>
      <p>从近到远，持续推进的列在最后。</p>
      {groups.map(([dueOn, lines]) => {
        const left = lines.find((line) => line.case && line.light?.shape !== 'done')?.case?.workingDaysLeft ?? null
        const apart = left === null || !dueOn ? '' : left < 0 ? `，已过 ${-left} 个工作日` : `，余 ${left} 个工作日`
        return (
          <ReadingRows
            key={dueOn}
            title={dueOn ? `${longDate(dueOn)}前` : '持续推进'}
            cap={`${lines.length} 件${apart}`}
            lines={lines}
            lit={lines}
            says={(line) => names.agency(line.lead) || (line.agenciesText ?? '')}
          />
        )
      })}
    </div>
  )
}
