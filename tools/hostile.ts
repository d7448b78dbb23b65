/**
 * The hostile rack: asks every operation of the interface for what nobody should, as many times or minutes as it is told,
 * at random that a seed repeats. `npm run hostile -- --times 100000 [--seed 7]`, `npm run hostile -- --minutes 60`. Ends with 1
 * when an answer was an error of the house or none that its operation declares.
 */
import { parseArgs } from 'node:util'
import { leaveCluster } from '#testing/cluster'
import { harass } from '../testing/rack/hostile.ts'

const { values } = parseArgs({
  options: { times: { type: 'string' }, minutes: { type: 'string' }, seed: { type: 'string' } },
})
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed)
const minutes = Number(values.minutes ?? Infinity)
const times = Number(values.times ?? (values.minutes === undefined ? 20_000 : Infinity))
const { asked, answers, operations, violations } = await harass({
  ...{ chance: seed, times, until: Date.now() + minutes * 60_000, tells: console.log },
})
await leaveCluster()
console.log(`\nseed ${seed}: ${operations} operations, ${asked} requests; ${JSON.stringify(answers)}`)
console.log(`${violations.length} violations`)
if (violations.length > 0) console.log(`to repeat: npm run hostile -- --times ${asked} --seed ${seed}`)
process.exit(violations.length > 0 ? 1 : 0)
