import type { Database, Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { StoredFile } from '#kernel/file'
import { indexWhole, makeFindable, makeFindableToo } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { assignedTo, columns, pathOf, type CaseRow } from './row.ts'

const known = new WeakMap<AnyCase, Fields>()

/** Every form field that any action of a kind asks for. */
export function formsOf(declared: AnyCase): Fields {
  const fields = known.get(declared) ?? gathered(declared)
  known.set(declared, fields)
  return fields
}

const gathered = (declared: AnyCase): Fields =>
  Object.assign(
    { ...declared.facts },
    ...Object.values(declared.states).flatMap((state) =>
      Object.values(state.actions ?? {}).map((one) => one.form ?? {}),
    ),
  ) as Fields

const wordy = (fields: Fields, form: Row) =>
  Object.entries(form).flatMap(([name, value]) => {
    const field = fields[name]
    const { widget, sensitivity } = field ? noteOf(field) : { widget: 'date', sensitivity: 'internal' }
    return typeof value === 'string' && ['text', 'longText'].includes(widget) && sensitivity !== 'personal'
      ? [value]
      : []
  })

const filesIn = (form: Row) =>
  Object.values(form).flatMap((value) =>
    Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && 'size' in value[0]
      ? (value as StoredFile[])
      : [],
  )

/** Forms after which a case is indexed whole again, so that its entry keeps to its newest ones. */
const mostAppended = 32

/** What a step says is found beside what the trail said before it, where nothing else of the case has changed. */
export function stepIsFound(tx: Tx, declared: AnyCase, row: CaseRow, assigned: readonly string[], form: Row) {
  const { entry, words, files } = entriesOf(declared, row, assigned, [form])
  makeFindableToo(tx, { ...entry, title: row.title, body: words.join('\n') })
  for (const file of files) makeFindable(tx, file)
}

/** Whether a step only adds to what is found of a case. */
export const onlyAdds = (row: CaseRow) => row.version % mostAppended !== 0

/** Has a case found by its name and by what its trail says, and each attachment by its own name. */
export function caseIsFound(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  assigned: readonly string[],
  forms: readonly Row[],
) {
  const { entry, words, files } = entriesOf(declared, row, assigned, forms)
  makeFindable(tx, { ...entry, title: row.title, body: [declared.title, ...words].join('\n') })
  for (const file of files) makeFindable(tx, file)
}

/** What is found of a case: what its entries share, the words of its forms, and an entry for each attachment. */
function entriesOf(declared: AnyCase, row: CaseRow, assigned: readonly string[], forms: readonly Row[]) {
  const fields = formsOf(declared)
  const at = row.lastStepAt ?? row.openedAt
  const { agency, region } = row
  const entry = { of: declared, subject: row.id, path: pathOf(row), agency, region, assigned, at }
  return {
    entry,
    words: forms.flatMap((form) => wordy(fields, form)),
    files: forms.flatMap(filesIn).map((file) => ({ ...entry, part: file.id, title: file.name, body: row.title })),
  }
}

/** The forms of a case's trail, newest first. */
export const formsOfTrail = async (tx: Tx, id: string): Promise<Row[]> =>
  (
    await tx.query<{ form: Row }>('select form from casework.step where case_id = $1 order by id desc limit 60', [id])
  ).map((step) => step.form)

/** Has every case that was opened before it could be searched indexed. */
export async function indexCases(database: Database, cases: Iterable<AnyCase>) {
  for (const declared of cases) {
    await indexWhole(database, declared, Object.keys(formsOf(declared)).toSorted().join(' '), async (tx, after) => {
      const rows = await tx.query<CaseRow>(
        `select ${columns} from casework.case t where t.kind = $1 and ($2::uuid is null or t.id > $2) order by t.id limit 200 for no key update`,
        [declared.name, after],
      )
      for (const row of rows)
        caseIsFound(tx, declared, row, await assignedTo(tx, row.id), await formsOfTrail(tx, row.id))
      return rows.length === 200 ? (rows.at(-1)?.id ?? null) : null
    })
  }
}
