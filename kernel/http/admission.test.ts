import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import Fastify from 'fastify'
import type { Problem } from '#kernel/fault'
import { exposition } from '#kernel/metric'
import { Rooms } from '#kernel/room'
import { admit } from './admission.ts'
import type { Host } from './index.ts'

/** A host whose work ends when it is told to. */
async function house(places: { reading: number; writing: number }) {
  const host = Fastify() as unknown as Host
  const rooms = new Rooms()
  admit(host, rooms, places)
  const work: { end: () => void; fail: () => void }[] = []
  const slow = () =>
    new Promise((done, fail) => void work.push({ end: () => done('ended'), fail: () => fail(new Error('no')) }))
  host.get('/slow', slow)
  host.post('/slow', slow)
  host.get('/livez', async () => 'live')
  await host.ready()
  return { host, work, rooms }
}
type House = Awaited<ReturnType<typeof house>>

/** Lets what has been asked come as far as it can. */
const settle = async () => {
  for (let i = 0; i < 20; i += 1) await turn()
}
const inside = async ({ rooms }: House, kind: string) =>
  Number(new RegExp(`^city_http_inside\\{kind="${kind}"\\} (\\d+)$`, 'm').exec(await exposition(rooms))?.[1])
const asks = ({ host }: House, method: 'GET' | 'POST') => host.inject({ method, url: '/slow' })

test('never are more requests inside than there are places, and whatever comes and goes, all places are free at the end', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.constantFrom('read', 'write', 'end', 'fail'), { maxLength: 40 }),
      async (reading, writing, acts) => {
        const one = await house({ reading, writing })
        const answers: ReturnType<typeof asks>[] = []
        const admitted = { read: 0, write: 0 }
        const held: ('read' | 'write')[] = []
        for (const act of acts) {
          if (act === 'read' || act === 'write') {
            const free = admitted[act] < (act === 'read' ? reading : writing)
            const before = one.work.length
            answers.push(asks(one, act === 'read' ? 'GET' : 'POST'))
            await settle()
            assert.equal(one.work.length, before + (free ? 1 : 0), `${act} is let in exactly when there is a place`)
            if (!free) continue
            admitted[act] += 1
            held.push(act)
          } else if (one.work.length > 0) {
            one.work.shift()?.[act]()
            admitted[held.shift() as 'read' | 'write'] -= 1
            await settle()
          }
        }
        for (const { end } of one.work) end()
        const codes = (await Promise.all(answers)).map((answer) => answer.statusCode)
        assert.ok(codes.every((code) => [200, 500, 503].includes(code)))
        assert.deepEqual([await inside(one, 'reading'), await inside(one, 'writing')], [0, 0])
        await one.host.close()
      },
    ),
    { numRuns: 60, seed: 20241120 },
  ))

test('who finds no place is told at once, in a sentence, when to come again; who watches over the house always comes in', async () => {
  const one = await house({ reading: 1, writing: 1 })
  const first = asks(one, 'GET')
  await settle()
  const refused = await asks(one, 'GET')
  assert.equal(refused.statusCode, 503)
  assert.equal(refused.headers['retry-after'], '2')
  const problem = refused.json<Problem>()
  assert.equal(problem.code, 'http/too-busy')
  assert.equal(problem.instance, refused.headers['x-request-id'])
  assert.equal((await one.host.inject('/livez')).statusCode, 200)
  assert.match(await exposition(one.rooms), /^city_http_refused_total\{kind="reading"\} [1-9]/m)
  one.work.shift()?.end()
  assert.equal((await first).statusCode, 200)
  await one.host.close()
})

test('who is gone before the answer keeps the place while the work goes on, and no longer; who sends slowly has none', async () => {
  const one = await house({ reading: 1, writing: 1 })
  await one.host.listen({ port: 0, host: '127.0.0.1' })
  const sockets: Socket[] = []
  one.host.server.on('connection', (socket: Socket) => void sockets.push(socket))
  const { port } = one.host.server.address() as AddressInfo
  const slow = connect(port, '127.0.0.1')
  slow.write('POST /slow HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{')
  const gone = connect(port, '127.0.0.1')
  gone.write('POST /slow HTTP/1.1\r\nhost: here\r\ncontent-length: 0\r\n\r\n')
  while (one.work.length === 0) await turn()
  const seen = sockets.find((socket) => socket.remotePort === gone.localPort) as Socket
  const left = once(seen, 'close')
  gone.destroy()
  await left
  assert.equal(await inside(one, 'writing'), 1)
  one.work.shift()?.end()
  await settle()
  assert.equal(await inside(one, 'writing'), 0)
  slow.destroy()
  await one.host.close()
})
