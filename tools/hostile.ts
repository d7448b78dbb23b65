/**
 * The hostile rack: asks every operation of the interface for what nobody should, as many times as it is told, at random
 * that a seed repeats. `npm run hostile -- --times 100000 [--seed 7]`. Ends with 1 when an answer was an error of the house or
 * none that its operation declares.
 */
import { parseArgs } from 'node:util'
import { leaveCluster } from '#testing/cluster'
import { harass } from '../testing/rack/hostile.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '20000' }, seed: { type: 'string' } },
})
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed)
const { asked, answers, operations, violations } = await harass({
  ...{ chance: seed, times: Number(values.times), tells: console.log },
})
await leaveCluster()
console.log(`\nseed ${seed}: ${operations} operations, ${asked} requests; ${JSON.stringify(answers)}`)
console.log(`${violations.length} violations`)
if (violations.length > 0) console.log(`to repeat: npm run hostile -- --times ${values.times} --seed ${seed}`)
process.exit(violations.length > 0 ? 1 : 0)
