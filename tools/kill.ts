/**
 * The kill rack: works a city and kills it, again and again, at random moments that a seed repeats.
 * `npm run kill -- --times 100 [--seed 7] [--port 3431]`. Ends with 1 when anything acknowledged was lost, doubled or left half done.
 */
import { parseArgs } from 'node:util'
import { rack } from '../testing/rack/index.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    seed: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
})
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed)
const result = await rack({ times: Number(values.times), seed, port: Number(values.port), tells: console.log })
const restarts = result.restarts.toSorted((a, b) => a - b)
const at = (share: number) =>
  `${Math.round(restarts[Math.min(restarts.length - 1, Math.floor(restarts.length * share))] ?? 0)} ms`
const killed = Object.entries(result.kills).map(([victim, times]) => `${victim} ${times}`)
console.log(`\nseed ${seed}; killed: ${killed.join(', ')}`)
console.log(
  `${result.acknowledged} writes acknowledged, ${result.cut} requests cut; restarts: median ${at(0.5)}, 95th ${at(0.95)}, longest ${at(1)}`,
)
console.log(`${result.violations.length} violations`)
if (result.violations.length > 0) console.log(`to repeat: npm run kill -- --times ${values.times} --seed ${seed}`)
process.exit(result.violations.length > 0 ? 1 : 0)
