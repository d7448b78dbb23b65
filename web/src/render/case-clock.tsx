import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { longDate, wall } from '../look/dates.ts'
import { Light } from '../look/light.tsx'
import { Meter } from '../look/meter.tsx'
import { isBlank } from './faults.ts'
import { Value } from './value.tsx'

/** How long is left, large; beside it what the forms have left on the case. */
export function CaseClock({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const { dueOn, workingDaysLeft: left, closedAt } = detail
  const signal = detail.signal ? face.signals[detail.signal] : undefined
  const facts = Object.entries(face.facts)
  return (
    <section>
      <h2>{closedAt ? '办结' : '期限'}</h2>
      {closedAt ? (
        <p className="big">
          <span>{longDate(wall(closedAt).date)}办结</span>
        </p>
      ) : face.states[detail.state]?.stops ? (
        <p className="big">
          <span>计时已停：{face.states[detail.state]?.title}</span>
        </p>
      ) : dueOn ? (
        <p className={left !== null && left < 0 ? 'big late' : 'big'}>
          {left === null ? null : <b>{Math.abs(left)}</b>}
          <span>
            {left === null ? '' : left < 0 ? '个工作日逾期，' : '个工作日剩余，'}
            {longDate(dueOn)}到期{detail.dueProvisional ? '（暂定，当年节假日安排未公布）' : ''}
          </span>
        </p>
      ) : (
        <p className="big">
          <span>{detail.stateDueAt ? `${longDate(wall(detail.stateDueAt).date)}前办` : '不设到期日'}</span>
        </p>
      )}
      {detail.lost > 0 && !closedAt ? <p className="m">停过的 {detail.lost} 天没有计入</p> : null}
      {signal ? <Light face={signal} /> : null}
      {facts.map(([name, field]) => {
        const value = detail.facts[name]
        if (field.widget !== 'percent' && isBlank(value)) return null
        return field.widget === 'percent' ? (
          <div key={name} className="fact">
            <Meter
              name={field.label}
              kind={Object.values(face.actions).some((action) => action.fields[name]) ? '自报' : '汇总'}
              target="100%"
              {...(typeof value === 'number'
                ? { current: { text: String(value), ratio: value / 100 } }
                : { note: '尚未报送' })}
            />
          </div>
        ) : (
          <p key={name} className="fact">
            <span className="m">{field.label}</span> <Value field={field} value={value} />
          </p>
        )
      })}
    </section>
  )
}
