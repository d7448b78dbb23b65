import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { planFile } from '#city'

const root = path.dirname(import.meta.dirname)
const dataDir = mkdtempSync('/var/tmp/yancheng-kill-')
chmodSync(dataDir, 0o755)
let running: ChildProcess | undefined

/** Starts the server as an operator does. @returns its address, once it says that it is ready */
async function start(): Promise<string> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = child
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  for (let tries = 0; tries < 1200; tries += 1) {
    const ready = /^ready (\S+)$/m.exec(said)?.[1]
    if (ready) return ready
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`)
    await pause(50)
  }
  throw new Error(`the server is not ready: ${said}`)
}

after(async () => {
  running?.kill('SIGTERM')
  await new Promise((done) => (running?.exitCode === null ? running.once('exit', done) : done(undefined)))
  rmSync(dataDir, { recursive: true, force: true })
})

test('killed in the middle of an import, the plan is there whole and once, or not at all; the next start simply works', async () => {
  let base = await start()
  const signIn = async () => {
    const answer = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-by': 'test' },
      body: JSON.stringify({ account: 'guqinghe', password: 'yancheng-2024' }),
    })
    return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'x-requested-by': 'test' }
  }
  const reads = async (place: string, headers: Record<string, string>) =>
    (await fetch(`${base}/api/${place}`, { headers })).json() as Promise<{ rows: { id: string }[]; state: string }>

  let expected = 1
  for (const delay of [5, 60, 150]) {
    const headers = await signIn()
    const form = new FormData()
    form.set('file', new Blob([readFileSync(planFile)]), '要点.txt')
    const file = (await (await fetch(`${base}/api/files`, { method: 'POST', headers, body: form })).json()) as {
      id: string
    }
    const asked = await fetch(`${base}/api/readings/import-plan`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ file: file.id, name: '要点.txt' }),
    })
    assert.equal(asked.status, 202)
    const { id } = (await asked.json()) as { id: string }
    expected += 1
    await pause(delay)
    const dead = new Promise((done) => running?.once('exit', done))
    running?.kill('SIGKILL')
    await dead

    base = await start()
    const again = await signIn()
    const { rows: meanwhile } = await reads('registers/plan?limit=100', again)
    assert.ok([expected - 1, expected].includes(meanwhile.length))
    for (let tries = 0; (await reads(`jobs/${id}`, again)).state !== 'done'; tries += 1) {
      assert.ok(tries < 300, 'work that was accepted is done after the restart')
      await pause(50)
    }
    const { rows } = await reads('registers/plan?limit=100', again)
    assert.equal(rows.length, expected, 'once')
    for (const plan of rows) {
      assert.equal((await reads(`registers/plan-item?limit=100&filter.plan=${plan.id}`, again)).rows.length, 28)
      assert.equal((await reads(`registers/plan-task?limit=100&filter.plan=${plan.id}`, again)).rows.length, 45)
    }
    assert.equal((await reads(`cases/plan-adoption?limit=100`, again)).rows.length, expected)
  }
})
