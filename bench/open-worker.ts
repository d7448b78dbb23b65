import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { setTimeout as pause } from 'node:timers/promises'
import type { OpenLoad, Opened, Sent } from './open.ts'

const { port, cookie, phases, cases, form } = workerData as OpenLoad
const patience = 15_000
const opened: Opened = { sent: [], acknowledged: new Map(), connections: 0, sample: '' }
const from = performance.now()

/** A connection with a case of its own; `due` while its report is under way. */
interface Lane {
  id: string
  version: number
  socket: Socket
  due: number | undefined
  held: Buffer
}
const idle: Lane[] = []
const busy = new Set<Lane>()

const note = (due: number, end: Sent['end'], retry = false) =>
  void opened.sent.push({ at: (due - from) / 1000, ms: performance.now() - due, end, retry })

/** The lane's report is over without an answer; whether it was done is unknown, so the lane is not used again. */
function lose(lane: Lane, end: 'reset' | 'timeout') {
  if (!busy.delete(lane)) return
  note(lane.due as number, end)
  lane.socket.destroy()
}

function hear(lane: Lane, chunk: Buffer) {
  lane.held = lane.held.length > 0 ? Buffer.concat([lane.held, chunk]) : chunk
  const head = lane.held.indexOf('\r\n\r\n')
  if (head < 0) return
  const said = lane.held.toString('latin1', 0, head)
  const length = Number(/content-length: (\d+)/i.exec(said)?.[1])
  if (lane.held.length < head + 4 + length) return
  const status = Number(said.slice(9, 12))
  if (status !== 200 && status !== 503) opened.sample ||= lane.held.toString('utf8')
  if (status === 200) {
    lane.version += 1
    opened.acknowledged.set(lane.id, (opened.acknowledged.get(lane.id) ?? 0) + 1)
  }
  note(lane.due as number, status, /^retry-after: \d+/im.test(said))
  lane.held = Buffer.alloc(0)
  busy.delete(lane)
  idle.push(lane)
}

function report(lane: Lane, due: number) {
  lane.due = due
  busy.add(lane)
  const body = JSON.stringify({ version: lane.version, form })
  lane.socket.write(
    `POST /api/cases/task-supervision/${lane.id}/report HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\nx-requested-by: bench\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

function open(due: number) {
  const number = opened.connections
  const id = cases[number]
  if (id === undefined) return note(due, 'unsent')
  opened.connections += 1
  const localAddress = `127.77.${Math.floor(number / 250) + 1}.${(number % 250) + 1}`
  const socket = connect({ host: '127.0.0.1', port, localAddress, noDelay: true })
  const lane: Lane = { id, version: 1, socket, due, held: Buffer.alloc(0) }
  socket.on('data', (chunk: Buffer) => hear(lane, chunk))
  socket.on('error', () => lose(lane, 'reset'))
  socket.on('close', () => {
    lose(lane, 'reset')
    if (idle.includes(lane)) idle.splice(idle.indexOf(lane), 1)
  })
  report(lane, due)
}

const late = () => {
  for (const lane of busy) if (performance.now() - (lane.due as number) > patience) lose(lane, 'timeout')
}
let begun = from
for (const { rate, seconds } of phases) {
  const whole = Math.round(rate * seconds)
  for (let sent = 0; sent < whole;) {
    const now = performance.now()
    for (; sent < whole && begun + (sent * 1000) / rate <= now; sent += 1) {
      const due = begun + (sent * 1000) / rate
      const lane = idle.shift()
      if (lane) report(lane, due)
      else open(due)
    }
    late()
    await pause(2)
  }
  begun += seconds * 1000
}
while (busy.size > 0) {
  late()
  await pause(20)
}
parentPort?.postMessage(opened)
