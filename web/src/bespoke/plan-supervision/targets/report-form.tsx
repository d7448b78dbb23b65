import { wall } from '../../../look/dates.ts'
import { useManifest, useNow } from '../../../shell/reader.ts'
import type { PlanTarget } from '../plan-data.ts'
import { targetWords } from '../target-words.ts'
import { AmendTarget } from './amend-target.tsx'

/** Reports the number of a target that no indicator counts, as at a day. */
export function ReportForm({ target, done }: { target: PlanTarget; done: () => void }) {
  const { reported, reportedOn } = useManifest().registers['plan-target']?.fields ?? {}
  const today = wall(useNow()).date
  if (!reported || !reportedOn) return null
  return (
    <AmendTarget
      draft="report-target"
      target={target}
      fields={{
        reported: { ...reported, required: true, ...(target.unit ? { unit: target.unit } : {}) },
        reportedOn: { ...reportedOn, required: true },
      }}
      initial={{ reportedOn: today }}
      says={`目标“${target.name}” ${targetWords(target)}。报送的数标明是报送，不当作计数。`}
      submit="报送"
      done={done}
    />
  )
}
