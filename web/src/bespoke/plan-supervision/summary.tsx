import { Link } from 'react-router'
import { dayWords, daysBetween, longDate, wall } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import { casesPath } from '../../shell/navigation.ts'
import { useManifest, useNow, useSession } from '../../shell/reader.ts'
import { tally } from '../../look/lights.ts'
import { supervision, type Reading } from './plan-data.ts'

const standings: Record<string, string> = { draft: ' · 草稿，待确认', closed: ' · 已收官', withdrawn: ' · 已撤回' }

/** Red head, title, and one sentence that counts the lights; beside it the same counts as a list. */
export function Summary({ reading }: { reading: Reading }) {
  const { plan, entries, lines, targets, doubts } = reading
  const manifest = useManifest()
  const session = useSession()
  const today = wall(useNow()).date
  const lights = tally(lines.map((line) => line.light))
  const open = doubts.filter((one) => one.standing === 'open').length
  const tasks = new Set(lines.map((line) => line.number)).size
  const days = plan.issuedOn ? daysBetween(plan.issuedOn, today) : null
  const signals = Object.entries(manifest.cases[supervision]?.signals ?? {})
  const where = (title: string) => {
    const signal = signals.find(([, face]) => face.title === title)?.[0] ?? ''
    return `${casesPath(manifest, supervision)}?signal=${signal}&filter.plan=${plan.id}`
  }
  return (
    <div className="row">
      <div>
        <div className="head">
          {plan.issuer ? <div className="red">{plan.issuer}</div> : null}
          <div className="rule" />
          <h1>{plan.title}</h1>
          <p>
            {plan.issuedOn ? `${longDate(plan.issuedOn)}印发` : '未载印发日期'}
            {standings[plan.standing] ?? ''}
          </p>
        </div>
        <p className="sum">
          今天是{dayWords(today)}
          {days !== null && days >= 0 ? `，印发后第 ${days} 天` : ''}。全文 {entries.length} 条，分解为 {tasks} 项任务
          {lights.length > 0 ? `、${lines.length} 件督办：` : `、${lines.length} 行分工。`}
          {lights.map(({ light, count }, at) => (
            <span key={light.title} className="n">
              <Link to={where(light.title)} aria-label={`${light.title} ${count} 件`}>
                <Light face={light} count={count} bare />
              </Link>{' '}
              件{light.title}
              {at === lights.length - 1 ? '。' : '，'}
            </span>
          ))}
          {targets.length > 0 ? `文中加底线的 ${targets.length} 个数字是计划承诺的目标。` : ''}
          {lights.length === 0 && plan.standing === 'adopted' && !session ? '登录后可看各项任务的灯。' : ''}
        </p>
      </div>
      <aside className="mg tally" aria-label="督办件数">
        <dl>
          {lights.map(({ light, count }) => (
            <div key={light.title}>
              <dt>
                <Light face={light} />
              </dt>
              <dd>
                <Link to={where(light.title)}>{count} 件</Link>
              </dd>
            </div>
          ))}
          <div>
            <dt className="m">目标</dt>
            <dd>{targets.length} 个</dd>
          </div>
          {manifest.registers['plan-doubt'] ? (
            <div>
              <dt className="m">存疑</dt>
              <dd>
                <Link to="?view=compare">{open} 处待处理</Link>
              </dd>
            </div>
          ) : null}
        </dl>
      </aside>
    </div>
  )
}
