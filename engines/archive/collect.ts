import { readFile } from 'node:fs/promises'
import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf, type Fields } from '#kernel/field'
import { fileName, type StoredFile } from '#kernel/file'
import { actionOf, type AnyCase } from '#engines/case'
import { directoryOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { cellOf, filesIn, heldByIds, titlesFor } from '#engines/register/run'
import { sealedPapersOf } from '#engines/seal/run'
import type { Archive } from './index.ts'
import type { Archived, Metadata, Piece } from './pack/content.ts'

interface Step {
  kind: string
  at: Date
  action: string
  from: string | null
  to: string
  actorName: string
  form: Row
}

const wall = (at: Date) => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

/** What a row's fields say, label by label, in words. */
async function wordsOf(tx: Tx, fields: Fields, row: Row): Promise<[string, string][]> {
  const { database } = houseOf(tx)
  const titles = await titlesFor(database, fields as Register['fields'], [row])
  return Object.entries(fields).flatMap(([name, field]): [string, string][] => {
    const { label, widget } = noteOf(field as z.ZodType)
    const value = row[name]
    if (value === null || value === undefined) return []
    if (widget === 'answers')
      return (value as { label?: string; says: unknown }[]).map(({ label: asked, says }) => [
        asked ?? label,
        Array.isArray(says) ? (says as StoredFile[]).map((file) => file.name).join('、') : String(says),
      ])
    if (widget === 'files') return [[label, (value as StoredFile[]).map((file) => file.name).join('、')]]
    const cell = cellOf(field as z.ZodType, value, directoryOf(tx), titles)
    return cell === null ? [] : [[label, cell instanceof Date ? wall(cell) : String(cell)]]
  })
}

/** What is archived of a row: what it says, what was done, and every file that it or an act shows. */
export async function collect(tx: Tx, archive: Archive, row: Row & { id: string }, at: Date): Promise<Archived> {
  const house = houseOf(tx)
  const { says: of } = archive
  const source = String(row[of.source])
  const steps = await tx.query<Step>(
    `select c.kind, s.at, s.action, s.from_state as "from", s.to_state as "to", s.actor_name as "actorName", s.form
     from casework.step s join casework.case c on c.id = s.case_id where c.subject = $1 order by s.id`,
    [source],
  )
  const cases = house.parts<AnyCase>('case')
  const register = cases.get(steps[0]?.kind ?? '')?.subject as Register | undefined
  tx.holds([source])
  const subject = register && ((await heldByIds(tx, register, [source])).get(source) as unknown as Row | undefined)
  const files: { file: StoredFile; says: string }[] = []
  const take = (fields: Fields, values: Row, says: string) => {
    for (const [name, field] of Object.entries(fields))
      for (const file of filesIn(noteOf(field as z.ZodType).widget, values[name])) files.push({ file, says })
  }
  if (register && subject) take(register.fields, subject, '申请和结果')
  const acts: { at: string; who: string; does: string; says: string }[] = []
  for (const step of steps) {
    const declared = cases.get(step.kind)
    const action = declared && actionOf(declared, step.action)
    const fields = (action?.form ?? {}) as Fields
    take(fields, step.form, action?.title ?? step.action)
    const words = await wordsOf(tx, fields, step.form)
    const to = declared?.states[step.to]?.title ?? step.to
    acts.push({
      ...{
        at: wall(step.at),
        who: step.actorName || '系统',
        does: action?.title ?? (step.action === 'open' ? '受理登记' : step.action),
      },
      says: [...words.map(([label, text]) => `${label}：${text}`), `办到“${to}”`].join('；'),
    })
  }
  const said = register && subject ? await wordsOf(tx, register.fields, subject) : []
  const metadata: Metadata = {
    ...{ number: String(row[of.number]), title: String(row[of.title]), fonds: String(row[of.fonds] ?? '') },
    holder: directoryOf(tx).agencies.get(String(row[of.holder]))?.name ?? String(row[of.holder]),
    ...{ category: String(row[of.category]), year: Number(row[of.year]), retention: String(row[of.retention]) },
    ...{ closedOn: String(row[of.closedOn]), archivedAt: at.toISOString(), acts, says: said },
  }
  const pieces: Piece[] = [{ name: '01-办理记录.txt', content: record(metadata), at, says: '办理记录' }]
  const kept = new Set<string>()
  for (const { file, says } of files) {
    if (kept.has(file.id)) continue
    kept.add(file.id)
    const name = `${String(pieces.length + 1).padStart(2, '0')}-${fileName(file.name)}`
    pieces.push({ name, content: await readFile(house.files.pathOf(file.id)), at, says })
  }
  for (const paper of await sealedPapersOf(house.database, source)) {
    const name = `${String(pieces.length + 1).padStart(2, '0')}-${fileName(paper.title)}-第${paper.edition}版.ofd`
    pieces.push({ name, content: paper.ofd, at: paper.sealedAt, says: '盖章文书' })
  }
  return { metadata, pieces }
}

/** What was done and what was said, to be read by anybody for as long as there is text. */
const record = ({ title, number, says, acts }: Metadata): Buffer =>
  Buffer.from(
    [
      ...[title, `档号：${number}`, ''],
      ...says.map(([label, text]) => `${label}：${text}`),
      ...['', '办理过程'],
      ...acts.map(({ at, who, does, says: words }) => `${at}　${who}　${does}　${words}`),
      '',
    ].join('\r\n'),
  )
