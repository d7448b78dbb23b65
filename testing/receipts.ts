import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { planFile } from '#city'
import { systems } from '#systems'
import type { Place } from './cluster.ts'
import type { City, Person } from './index.ts'

/** What the ledger's stories tell of happens in another system: the ledger has nothing of its own to do. */
export const planSupervision = systems.find(({ name }) => name === 'plan-supervision') as (typeof systems)[number]
const part = (name: string) => planSupervision.parts.find((one) => one.name === name) as never
const importPlan = part('import-plan')
const planAdoption = part('plan-adoption')
const taskSupervision = part('task-supervision')

const run = promisify(execFile)
const tools = path.join(import.meta.dirname, '../tools')
const { PATH, NODE_COMPILE_CACHE } = process.env

/** What `npm run verify` says with nothing but two files. */
export async function verifies(receipt: unknown, policy: string): Promise<{ valid: boolean; says: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'receipt-'))
  writeFileSync(path.join(folder, 'receipt.json'), JSON.stringify(receipt))
  writeFileSync(path.join(folder, 'policy.txt'), policy)
  const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: folder }
  return run(process.execPath, [path.join(tools, 'verify.ts'), path.join(folder, 'receipt.json')], { env }).then(
    ({ stdout }) => ({ valid: true, says: stdout }),
    (error: { stdout: string; stderr: string }) => ({ valid: false, says: error.stdout + error.stderr }),
  )
}

/** What a command says, run beside the city. */
export const command = (tool: string, { ownerUrl, dataDir }: Place, ...args: string[]) =>
  run(process.execPath, [path.join(tools, tool), ...args], {
    env: { PATH, NODE_COMPILE_CACHE, DATABASE_URL: ownerUrl, DATA_DIR: dataDir },
  }).then(
    ({ stdout }) => ({ code: 0, says: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      says: error.stdout + error.stderr,
    }),
  )

/** The city's plan is confirmed, and one agency takes its task on. */
export async function taskAccepted(city: City): Promise<{ bureau: Person; officer: Person; task: string }> {
  const bureau = await city.officer('city-data-bureau', ['plan-supervisor'], '周明远')
  const officer = await city.officer('city-cyberspace-office', ['task-officer'], '王安')
  const job = await bureau.imports(importPlan, '2024年要点.txt', readFileSync(planFile))
  const [adoption] = await bureau.cases(planAdoption, `&subject=${job.path.split('/').at(-1)}`)
  await bureau.does(planAdoption, adoption?.id, 'confirm')
  const [task] = await officer.cases(taskSupervision)
  await officer.does(taskSupervision, task?.id, 'accept')
  return { bureau, officer, task: task?.id as string }
}

/** A month's report of the task. */
export const reports = (officer: Person, task: string, percent: number) =>
  officer.does(taskSupervision, task, 'report', { month: '2024-08', percent, words: '已排定进度', evidence: [] })

/** What happened to the task, the newest first. */
export const eventsOf = async (who: Person, task: string) =>
  (await who.asks('GET', `/api/ledger/events?subject=task-supervision:${task}`)).rows
/** The receipt of an event. */
export const receiptOf = (who: Person, event: string) => who.asks('GET', `/api/ledger/events/${event}/receipt`)
