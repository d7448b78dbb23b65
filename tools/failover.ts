/**
 * The fail-over rig: kills the primary of a working city and promotes its replica.
 * `npm run failover -- [--times 3] [--seed 7]`. Ends with 1 when anything acknowledged was lost, doubled or left half done.
 */
import { parseArgs } from 'node:util'
import { failOver } from '../testing/rack/failover.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '1' }, seed: { type: 'string', default: '20241120' } },
})
let violations = 0
for (let round = 0; round < Number(values.times); round += 1) {
  const seed = Number(values.seed) + round
  const result = await failOver({ seed, tells: console.log })
  violations += result.violations.length
  console.log(
    `seed ${seed}: ${result.acknowledged.before} acknowledged before, ${result.acknowledged.after} after, ${result.cut} cut; promoted ${Math.round(result.promoted)} ms and first acknowledged write ${Math.round(result.back)} ms after the kill; accepted work ended ${Math.round(result.worked)} ms after the load; ${result.violations.length} violations`,
  )
  for (const violation of result.violations) console.log(`   ${violation}`)
}
process.exit(violations > 0 ? 1 : 0)
