import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { folder, nextPort, ownerUrlOf, serve, stop } from './place.ts'

/** The small city of `cards.ts`, served by a process of its own; its librarian is signed in. */
export interface Cards {
  child: ChildProcess
  port: number
  owner: pg.Client
  dataDir: string
  cookie: string
  close: () => Promise<void>
}

/** Where a card is asked for, and what is said of it. */
export const cardsPath = '/api/registers/library-card'
export const card = { holder: '王小明', reason: '首次办理，本人到馆', until: '2025-06-30' }

/** Starts the city on an empty folder. @param keepsLedger with the log's thread and three nodes */
export async function serveCards({ keepsLedger }: { keepsLedger: boolean }): Promise<Cards> {
  const home = folder()
  const dataDir = path.join(home, 'data')
  const port = await nextPort()
  const env = { PORT: String(port), DATA_DIR: dataDir, ...(keepsLedger && { KEEP_LEDGER: '1' }) }
  const child = await serve(process.execPath, ['bench/cards.ts'], env)
  const owner = new pg.Client({ connectionString: ownerUrlOf(dataDir) })
  await owner.connect()
  const signedIn = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-by': 'bench' },
    body: JSON.stringify({ account: 'guanyuan', password: 'bench-2024' }),
  })
  const cookie = (signedIn.headers.get('set-cookie') as string).split(';')[0] as string
  const close = async () => {
    await owner.end()
    await stop(child)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return { child, port, owner, dataDir, cookie, close }
}
