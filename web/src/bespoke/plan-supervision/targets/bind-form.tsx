import { CountedWithin } from '../../../render/indicator-widget.tsx'
import { useManifest } from '../../../shell/reader.ts'
import type { Plan, PlanTarget } from '../plan-data.ts'
import { targetWords } from '../target-words.ts'
import { AmendTarget } from './amend-target.tsx'

const bound = ['indicator', 'kind', 'dueOn', 'rule']

/** Binds a target to the indicator that counts it; its formula and present number are seen before saving. */
export function BindForm({ target, plan, done }: { target: PlanTarget; plan: Plan; done: () => void }) {
  const fields = useManifest().registers['plan-target']?.fields ?? {}
  return (
    <CountedWithin value={plan.id}>
      <AmendTarget
        draft="bind"
        target={target}
        fields={Object.fromEntries(bound.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))}
        says={`目标“${target.name}” ${targetWords(target)}。绑定以后由指标计数，不再报送；清空指标就改回报送。`}
        submit="存下绑定"
        done={done}
      />
    </CountedWithin>
  )
}
