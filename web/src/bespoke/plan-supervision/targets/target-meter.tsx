import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { figure, numberWords } from '../../../indicators/figures.ts'
import { longDate, wall } from '../../../look/dates.ts'
import { Meter, type Current } from '../../../look/meter.tsx'
import { useManifest, useSession } from '../../../shell/reader.ts'
import type { Plan, PlanTarget } from '../plan-data.ts'
import { kindWords, targetWords } from '../target-words.ts'
import { useTargetNumber, type TargetNumber } from './target-number.ts'

/** A promise with its number: live where an indicator counts it, as reported where nothing does. */
export function TargetMeter({ target, plan }: { target: PlanTarget; plan: Plan }) {
  const kind = useManifest().registers['plan-target']?.fields['kind']
  const found = useTargetNumber(target, plan)
  return (
    <Meter
      name={target.name}
      kind={kindWords(target, kind)}
      recurring={target.kind === 'recurring'}
      target={targetWords(target)}
      current={found ? currentOf(found, target) : undefined}
      months={found?.from === 'indicator' ? found.months : []}
      note={found ? <Note found={found} /> : null}
    />
  )
}

function currentOf(found: TargetNumber, target: PlanTarget): Current | undefined {
  const unit = target.unit ?? ''
  if (found.from === 'indicator') {
    const { number, unit: counted } = found.face
    if (number === null) return { text: '不适用', ratio: null, to: found.to }
    return { text: words(number, counted, unit), ratio: ratioOf(number, counted, target), to: found.to }
  }
  if (found.from === 'report')
    return { text: figure(found.number), ratio: ratioOf(found.number, unit, target), reported: true }
  return undefined
}

/** The unit stands with the target; it is said twice only where the two differ. */
function words(number: number, counted: string, unit: string): string {
  return counted === unit && unit !== '%' ? figure(number) : numberWords(number, counted)
}

/** A rate against a count cannot be drawn. */
function ratioOf(number: number, counted: string, target: PlanTarget): number | null {
  const value = Number(target.value)
  return value > 0 && (counted === '%') === (target.unit === '%') ? number / value : null
}

function Note({ found }: { found: TargetNumber }): ReactNode {
  const session = useSession()
  switch (found.from) {
    case 'indicator':
      return (
        <>
          由指标“<Link to={found.to}>{found.face.title}</Link>”实时计数
        </>
      )
    case 'withdrawn':
      return (
        <>
          指标“<Link to={found.to}>{found.face.title}</Link>”已停用，最后一次为{' '}
          {numberWords(found.face.number, found.face.unit)}（{longDate(wall(found.face.at).date)}）
        </>
      )
    case 'hidden':
      return session ? '由指标实时计数，当前身份看不到' : '由指标实时计数，登录后可看'
    case 'report':
      return `报送${found.on ? ` · ${found.on}` : ''}`
    case 'nothing':
      return '未报'
  }
}
