import type { Adding, Row } from './tx.ts'

export interface Waiting extends Adding {
  table: string
  text: string
  rows: Row[]
}

/** A column as SQL, whatever it is called. */
const quoted = (column: string) => `"${column.replaceAll('"', '')}"`

/**
 * Rows as JSON that PostgreSQL takes: a surrogate without its other half is no character, in a value as in a key.
 * JSON escapes only those that stand alone; a backslash of the text itself is escaped too.
 */
function jsonOf(rows: readonly Row[]): string {
  const text = JSON.stringify(rows)
  if (!/\\ud[89a-f]/.test(text)) return text
  return text.replaceAll(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, backslash?: string) => backslash ?? '\ufffd')
}

/** One statement for any number of rows of one shape; its text is the same every time. */
function textOf(table: string, columns: readonly string[], { key, sums = [], keeps = [], through }: Adding): string {
  if (through) return `select ${through}($1::json)`
  const names = columns.map(quoted).join(', ')
  const rows = `json_populate_recordset(null::${table}, $1::json)`
  if (!key) return `insert into ${table} (${names}) select ${names} from ${rows}`
  const changed = columns.filter((column) => !key.includes(column) && !keeps.includes(column))
  const sets = changed.map((column) => {
    const sum = sums.includes(column) ? `${table}.${quoted(column)} + ` : ''
    return `${quoted(column)} = ${sum}excluded.${quoted(column)}`
  })
  const each = columns
    .map((column) => {
      if (sums.includes(column)) return `sum(${quoted(column)})`
      if (sums.length === 0 || key.includes(column)) return quoted(column)
      return `(array_agg(${quoted(column)} order by ordinality${keeps.includes(column) ? '' : ' desc'}))[1]`
    })
    .join(', ')
  const by = key.map(quoted).join(', ')
  const grouped = sums.length > 0 ? ` with ordinality group by ${by}` : ''
  const then = sets.length > 0 ? `do update set ${sets.join(', ')}` : 'do nothing'
  return `insert into ${table} (${names}) select ${each} from ${rows}${grouped} order by ${by} on conflict (${by}) ${then}`
}

const sameKey = ({ key = [] }: Adding, a: Row, b: Row) => key.every((column) => a[column] === b[column])

const texts = new Map<string, string>()

/**
 * Rows that wait to be written with the others of their table, one statement a table. Rows of one key stand in the
 * order of their keys, so that transactions which meet on them wait for each other and never in a circle.
 */
export class Added {
  #waiting = new Map<string, Waiting>()

  /**
   * @param first writes what waits, where rows of this table wait in another shape, or rows that refer to it: they were added before this one
   * @returns how many rows of its shape wait now
   */
  add(table: string, row: Row, adding: Adding = {}, first: (waiting: Waiting[]) => void = () => {}): number {
    const columns = Object.keys(row)
    const shape = [
      table,
      columns.join(' '),
      ...[adding.key, adding.sums, adding.keeps].map((one) => one?.join(' ')),
      adding.through,
    ].join('|')
    const known = this.#waiting.get(shape)
    // A function may make what is there of what is added: another row of its key must be there first.
    const waits = adding.through && adding.key && known?.rows.some((other) => sameKey(adding, row, other))
    if (known && !waits) return known.rows.push(row)
    for (const other of this.#waiting.values()) {
      if (other.table !== table && !adding.referredBy?.includes(other.table)) continue
      first(this.all())
      break
    }
    const text = texts.get(shape) ?? textOf(table, columns, adding)
    texts.set(shape, text)
    this.#waiting.set(shape, { table, text, rows: [row], ...adding })
    return 1
  }

  /**
   * What must be written before a statement: before one that reads, what it may read; before one that writes,
   * everything. In the order in which it was first added, and with what was added earlier: a row refers backwards.
   */
  before(statement: string): Waiting[] {
    const reading = /^\s*select\b/i.test(statement)
    return this.#until((one) => !reading || statement.includes(one.table))
  }

  all(): Waiting[] {
    return this.#until(() => true)
  }

  #until(which: (one: Waiting) => boolean): Waiting[] {
    const shapes = [...this.#waiting]
    const due = shapes.slice(0, shapes.findLastIndex(([, one]) => which(one)) + 1)
    for (const [shape] of due) this.#waiting.delete(shape)
    return due.map(([, one]) => one)
  }
}

/** The value of the one parameter: the rows, each key once as it would stand after all of them. */
export function valueOf({ key, sums, keeps = [], rows }: Waiting): string {
  if (!key || sums || rows.length === 1) return jsonOf(rows)
  const merged = new Map<string, Row>()
  for (const row of rows) {
    const at = JSON.stringify(key.map((column) => row[column]))
    const first = merged.get(at)
    merged.set(at, first ? { ...row, ...Object.fromEntries(keeps.map((column) => [column, first[column]])) } : row)
  }
  return jsonOf([...merged.values()])
}
