import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { connectionTo } from './primary.ts'
import { scopeValues, setScope } from './statement.ts'
import type { Cell, CopyTo, Scope } from './tx.ts'

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}
const unescapes: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }

/** A cell in COPY's text format. @source PostgreSQL, COPY, “Text Format” */
function written(cell: Cell): string {
  if (cell === null) return '\\N'
  if (cell instanceof Date) return cell.toISOString()
  return String(cell).replaceAll(/[\\\t\n\r\b\f\v]/g, (one) => escapes[one] as string)
}

const read = (cell: string): string | null =>
  cell === '\\N' ? null : cell.replaceAll(/\\(.)/g, (_, one: string) => unescapes[one] ?? one)

/** A connection of its own: a copy takes one whole, and none that others send on. */
async function alone(url: string, options?: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionTo(url), ...(options && { options }) })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Lines of about this many characters are sent at once. */
const chunk = 64 * 1024

async function* linesOf(rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>) {
  let waiting = ''
  for await (const row of rows) {
    waiting += `${row.map(written).join('\t')}\n`
    if (waiting.length < chunk) continue
    yield waiting
    waiting = ''
  }
  if (waiting) yield waiting
}

/** Copies rows into a table, all of them or none, as they come. @returns how many */
export async function copyIn(
  url: string,
  { table, columns }: CopyTo,
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Promise<number> {
  const client = await alone(url)
  try {
    const stream = client.query(from(`copy ${table} (${columns.map((name) => `"${name}"`).join(', ')}) from stdin`))
    await pipeline(Readable.from(linesOf(rows)), stream)
    return stream.rowCount
  } finally {
    await client.end()
  }
}

/**
 * Copies what a query finds under a scope out, row by row as its reader takes them.
 * @param text a constant query without values: COPY takes none
 */
export async function* copyOut(url: string, scope: Scope, text: string): AsyncGenerator<(string | null)[]> {
  const client = await alone(url, '-c default_transaction_read_only=on')
  let whole = false
  try {
    await client.query('begin')
    await client.query(setScope.text, scopeValues(scope))
    const stream = client.query(to(`copy (${text}) to stdout`))
    let rest = ''
    for await (const piece of stream.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() as string
      for (const line of lines) yield line.split('\t').map(read)
    }
    whole = true
  } finally {
    // Whoever stops half-way leaves a server that is still sending: it is hung up on.
    if (whole) await client.end()
    else (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
  }
}
