import assert from 'node:assert/strict'
import { test } from 'node:test'
import { traceNow, traceOf, within } from './index.ts'

const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const parent = '00f067aa0ba902b7'

test('a caller names the trace, in this version of the header and in later ones', () => {
  for (const header of [`00-${id}-${parent}-01`, `cc-${id}-${parent}-01`, `cc-${id}-${parent}-01-what-comes-later`])
    assert.deepEqual(traceOf(header), { id, parent })
})

test('a header that cannot be understood begins a trace of our own', () => {
  const zeros = '0'.repeat(32)
  for (const header of [
    undefined,
    '',
    `ff-${id}-${parent}-01`,
    `00-${zeros}-${parent}-01`,
    `00-${id}-${zeros.slice(16)}-01`,
    `00-${id.toUpperCase()}-${parent}-01`,
    `00-${id}-${parent}-01-more`,
    `00-${id}-${parent}`,
    [`00-${id}-${parent}-01`],
  ]) {
    const trace = traceOf(header)
    assert.match(trace.id, /^[0-9a-f]{32}$/)
    assert.notEqual(trace.id, id)
    assert.equal(trace.parent, null)
  }
})

test('what is awaited inside belongs to the trace, what is outside does not', async () => {
  const trace = traceOf(`00-${id}-${parent}-01`)
  assert.equal(await within(trace, async () => (await Promise.resolve(), traceNow())), id)
  assert.equal(traceNow(), null)
})
