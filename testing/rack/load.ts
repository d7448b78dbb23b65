import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { planFile } from '#city'
import { demoPassword } from '../../server/seed.ts'
import { ask, type Outcome } from './client.ts'
import type { ActNote, Ledger } from './ledger.ts'
import type { Seeded } from './seeded.ts'

type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

const plan = readFileSync(planFile, 'utf8')
let serial = 0
/** Words that stand nowhere else in the city. */
const unique = (what: string) => `${what}-${process.pid}-${(serial += 1)}`

interface Worker {
  account: string
  /** What it does, each as often as it stands here. */
  does: readonly Deed[]
  kind: 'task-supervision' | 'county-supervision'
}
type Deed = 'report' | 'undo' | 'accept' | 'confirm' | 'import' | 'export' | 'row' | 'amend' | 'enter'

const workers: Worker[] = [
  { account: 'guqinghe', does: ['import', 'confirm', 'export', 'enter', 'row'], kind: 'task-supervision' },
  {
    account: 'zhoumingyuan',
    does: ['report', 'report', 'undo', 'accept', 'row', 'amend', 'amend'],
    kind: 'task-supervision',
  },
  { account: 'gongxin', does: ['report', 'undo', 'accept'], kind: 'task-supervision' },
  { account: 'dongtai-data', does: ['report', 'report', 'undo'], kind: 'county-supervision' },
  { account: 'binhai-data', does: ['report', 'undo', 'export'], kind: 'county-supervision' },
]

/** Works the city with several people at once until it is stopped; every answer is noted. */
export function openLoad(base: string, chance: Seeded, ledger: Ledger): { stop: () => Promise<void> } {
  let stopped = false
  const running = workers.map((worker) => new Desk(base, chance.fork(), ledger, worker).work(() => stopped))
  return {
    stop: async () => {
      stopped = true
      await Promise.all(running)
    },
  }
}

class Desk {
  #base: string
  #chance: Seeded
  #ledger: Ledger
  #worker: Worker
  #cookie = ''
  /** The last act that can be taken back. */
  #last: { path: string; subject: string; version: number } | undefined
  constructor(base: string, chance: Seeded, ledger: Ledger, worker: Worker) {
    this.#base = base
    this.#chance = chance
    this.#ledger = ledger
    this.#worker = worker
  }

  async work(stopped: () => boolean) {
    while (!stopped()) {
      const outcome = this.#cookie ? await this.#deed(this.#chance.pick(this.#worker.does)) : await this.#enter()
      if (outcome?.is === 'cut') await pause(50)
      if (outcome?.is === 'refused' && outcome.status === 401) this.#cookie = ''
      if (outcome?.is === 'refused' && outcome.status === 429) await pause(1000)
      await pause(this.#chance.between(5, 40))
    }
  }

  async #ask(
    method: 'GET' | 'POST' | 'PATCH',
    place: string,
    body?: unknown,
    more: { key?: string; version?: number } = {},
  ): Promise<Outcome> {
    const outcome = await ask(this.#base, method, place, { cookie: this.#cookie, body, ...more })
    if (outcome.is === 'cut') {
      if (method !== 'GET') this.#ledger.cut += 1
      if (outcome.failed) this.#ledger.failures += 1
    }
    return outcome
  }

  /** A row that a list shows, by chance. */
  async #found(place: string): Promise<Json | undefined> {
    const outcome = await this.#ask('GET', place)
    const rows = outcome.is === 'done' ? (outcome.json.rows as Json[]) : []
    return rows.length > 0 ? this.#chance.pick(rows) : undefined
  }

  #deed(deed: Deed): Promise<Outcome | undefined> {
    const { kind } = this.#worker
    switch (deed) {
      case 'enter':
        return this.#enter()
      case 'report':
        return this.#report(kind)
      case 'undo':
        return this.#undo()
      case 'accept':
        return this.#act('task-supervision', 'accept', '&mine=true&state=offered')
      case 'confirm':
        return this.#act('plan-adoption', 'confirm', '&state=read')
      case 'import':
        return this.#import()
      case 'export':
        return this.#job(`/api/cases/${kind}/export`, { query: 'open=true' })
      case 'row':
        return this.#row()
      case 'amend':
        return this.#amend()
    }
  }

  async #enter() {
    const outcome = await ask(this.#base, 'POST', '/api/session', {
      body: { account: this.#worker.account, password: demoPassword },
    })
    if (outcome.is === 'done') {
      this.#cookie = outcome.cookie
      this.#ledger.sessions.push(outcome.cookie)
    }
    return outcome
  }

  async #brings(name: string, content: string): Promise<Json | undefined> {
    const form = new FormData()
    form.set('file', new Blob([content]), name)
    const outcome = await this.#ask('POST', '/api/files', form)
    if (outcome.is !== 'done') return undefined
    this.#ledger.files.push(outcome.json.id as string)
    return outcome.json
  }

  async #act(kind: string, action: string, which: string, form: Json = {}) {
    const row = await this.#found(`/api/cases/${kind}?limit=50${which}`)
    if (!row) return undefined
    const note: ActNote = {
      path: `/api/cases/${kind}/${row.id}/${action}`,
      ...{ subject: `${kind}:${row.id}`, action, cookie: this.#cookie, key: unique('key-of-an-act') },
      body: { version: row.version, form },
      ...(form.words && { words: form.words as string }),
    }
    this.#ledger.open.acts.push(note)
    const outcome = await this.#ask('POST', note.path, note.body, { key: note.key as string })
    if (outcome.is === 'cut') return outcome
    this.#ledger.open.acts.splice(this.#ledger.open.acts.indexOf(note), 1)
    if (outcome.is === 'done') {
      note.version = outcome.json.version as number
      this.#ledger.acts.push(note)
      if (action === 'report')
        this.#last = { path: `/api/cases/${kind}/${row.id}`, subject: note.subject, version: note.version }
    }
    return outcome
  }

  async #report(kind: string) {
    const words = unique('本月进展')
    const evidence = this.#chance.next() < 0.5 ? await this.#brings('凭证.txt', `${words}的凭证`) : undefined
    const form = {
      month: '2024-11',
      percent: this.#chance.between(0, 100),
      words,
      evidence: evidence ? [evidence] : [],
    }
    return this.#act(kind, 'report', '&mine=true&state=running,pressed,urged,circulated', form)
  }

  async #undo() {
    const last = this.#last
    if (!last) return undefined
    this.#last = undefined
    const outcome = await this.#ask('POST', `${last.path}/undo`, { version: last.version })
    if (outcome.is === 'done')
      this.#ledger.acts.push({
        path: last.path,
        subject: last.subject,
        action: 'undo',
        cookie: this.#cookie,
        version: last.version + 1,
      })
    return outcome
  }

  async #import() {
    const name = unique('要点')
    const text = plan
      .replaceAll('2024年数字盐城工作要点', `${2025 + (serial % 75)}年数字盐城工作要点`)
      .replace('今年的数字盐城建设', `（${name}）今年的数字盐城建设`)
    const file = await this.#brings(`${name}.txt`, text)
    return file && this.#job('/api/readings/import-plan', { file: file.id, name: `${name}.txt` })
  }

  async #job(place: string, body: Json) {
    const outcome = await this.#ask('POST', place, body)
    if (outcome.is === 'done') this.#ledger.jobs.push(outcome.json.id as string)
    return outcome
  }

  async #row() {
    const item = await this.#found('/api/registers/plan-item?limit=50')
    if (!item) return undefined
    const name = unique('目标')
    const body = {
      name,
      plan: item.plan,
      item: item.id,
      quote: '每季度一次',
      comparator: 'ge',
      value: 4,
      unit: '次',
      kind: 'count',
      standing: 'added',
      task: null,
      dueOn: null,
      rule: null,
      indicator: null,
      reported: null,
      reportedOn: null,
    }
    const note = { key: unique('key-of-a-row'), cookie: this.#cookie, name, body }
    this.#ledger.open.rows.push(note)
    const outcome = await this.#ask('POST', '/api/registers/plan-target', body, { key: note.key })
    if (outcome.is === 'cut') return outcome
    this.#ledger.open.rows.splice(this.#ledger.open.rows.indexOf(note), 1)
    if (outcome.is === 'done') this.#ledger.rows.push({ ...note, id: outcome.json.id as string })
    return outcome
  }

  async #amend() {
    const row = await this.#found('/api/registers/plan-target?limit=50')
    if (!row) return undefined
    const reported = this.#chance.between(1, 1_000_000)
    const outcome = await this.#ask(
      'PATCH',
      `/api/registers/plan-target/${row.id}`,
      { reported },
      { version: row.version as number },
    )
    if (outcome.is === 'done' && outcome.json.version !== row.version)
      this.#ledger.amends.push({
        id: row.id as string,
        version: outcome.json.version as number,
        field: 'reported',
        value: reported,
      })
    return outcome
  }
}

/** Asks again, under the same keys, for everything that was cut off. @returns what was answered and may not be so */
export async function askAgain(base: string, ledger: Ledger): Promise<ActNote[]> {
  const refused: ActNote[] = []
  for (const note of ledger.open.acts.splice(0)) {
    const outcome = await ask(base, 'POST', note.path, { cookie: note.cookie, body: note.body, key: note.key })
    if (outcome.is === 'done') ledger.acts.push({ ...note, version: outcome.json.version as number })
    else refused.push(note)
  }
  for (const note of ledger.open.rows.splice(0)) {
    const outcome = await ask(base, 'POST', '/api/registers/plan-target', {
      cookie: note.cookie,
      body: note.body,
      key: note.key,
    })
    if (outcome.is === 'done') ledger.rows.push({ ...note, id: outcome.json.id as string })
  }
  return refused
}
