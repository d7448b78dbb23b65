import type { Row } from './index.ts'

/** What an added row is beside the others of its table. */
export interface Adding {
  /** The columns that make a row one: where it is there already, its other columns are brought up to date. */
  key?: readonly string[]
  /** Of these, what is there and what is added are summed. */
  sums?: readonly string[]
  /** These stay as they were written first. */
  keeps?: readonly string[]
  /** What PostgreSQL's refusal of the row means. */
  refused?: (error: Error) => unknown
}

export interface Waiting extends Adding {
  table: string
  text: string
  rows: Row[]
}

/** A column as SQL, whatever it is called. */
const quoted = (column: string) => `"${column.replaceAll('"', '')}"`

/** Rows as JSON that PostgreSQL takes: a surrogate without its other half is no character. */
function jsonOf(rows: readonly Row[]): string {
  const text = JSON.stringify(rows)
  if (!/\\ud[89a-f]/i.test(text)) return text
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
}

/** One statement for any number of rows of one shape; its text is the same every time. */
function textOf(table: string, columns: readonly string[], { key, sums = [], keeps = [] }: Adding): string {
  const names = columns.map(quoted).join(', ')
  const rows = `json_populate_recordset(null::${table}, $1::json)`
  if (!key) return `insert into ${table} (${names}) select ${names} from ${rows}`
  const changed = columns.filter((column) => !key.includes(column) && !keeps.includes(column))
  const sets = changed.map((column) => {
    const sum = sums.includes(column) ? `${table}.${quoted(column)} + ` : ''
    return `${quoted(column)} = ${sum}excluded.${quoted(column)}`
  })
  const each = columns.map((column) => (sums.includes(column) ? `sum(${quoted(column)})` : quoted(column))).join(', ')
  const by = key.map(quoted).join(', ')
  const grouped = sums.length > 0 ? ` group by ${by}` : ''
  const then = sets.length > 0 ? `do update set ${sets.join(', ')}` : 'do nothing'
  return `insert into ${table} (${names}) select ${each} from ${rows}${grouped} order by ${by} on conflict (${by}) ${then}`
}

const texts = new Map<string, string>()

/**
 * Rows that wait to be written with the others of their table, one statement a table. Rows of one key stand in the
 * order of their keys, so that transactions which meet on them wait for each other and never in a circle.
 */
export class Added {
  #waiting = new Map<string, Waiting>()

  /** @returns how many rows of its shape wait now */
  add(table: string, row: Row, adding: Adding = {}): number {
    const columns = Object.keys(row)
    const shape = `${table} ${columns.join(' ')} ${adding.key?.join(' ') ?? ''}`
    const known = this.#waiting.get(shape)
    if (known) return known.rows.push(row)
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

/** The value of the one parameter: the rows, each key's last one only. */
export function valueOf({ key, sums, rows }: Waiting): string {
  if (!key || sums || rows.length === 1) return jsonOf(rows)
  return jsonOf([...new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column])), row])).values()])
}
