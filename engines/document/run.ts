import { readFile } from 'node:fs/promises'
import type { Database, Tx } from '#kernel/database'
import { broughtBy, type FileStore } from '#kernel/file'
import { onceByKey } from '#kernel/http'
import { defineJob, type Jobs } from '#kernel/job'
import type { Actor } from '#engines/identity'
import { identityFaults, reachOf, type Directory } from '#engines/identity/run'
import type { RecordOf, Register } from '#engines/register'
import { create, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import type { DocumentRead, Intake, Print } from './index.ts'
import { readDocument } from './reader.ts'

export { faults as documentFaults } from './faults.ts'
export { readDocument } from './reader.ts'

/** How rows are printed, by their register's name. */
export type Prints = ReadonlyMap<string, Print>

/** Prints a register's row as an official document in Word. @throws document/not-printed */
export async function print(prints: Prints, register: Register, row: RecordOf<Register>): Promise<Buffer> {
  const found = prints.get(register.name)
  if (!found) throw faults['not-printed']({ register: register.title })
  const { writeOfficial } = await import('./write/official.ts')
  return writeOfficial(found.writes(row as never))
}

/** Writes what was read to an intake's registers, in their order. @returns the first row of the first register */
export async function takeIn(
  tx: Tx,
  intake: Intake,
  read: DocumentRead,
  file: string,
  by: By,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<string> {
  const made = new Map<string, RecordOf<Register>[]>()
  const at = (register: { name: string }) => made.get(register.name) ?? []
  for (const [i, { register, rows }] of intake.writes.entries()) {
    const written: RecordOf<Register>[] = []
    for (const row of rows(read, at as never, file)) written.push(await create(tx, register, row, by))
    made.set(register.name, written)
    await progress((i + 1) / intake.writes.length)
  }
  return at(intake.writes[0]?.register as Register)[0]?.id as string
}

interface Asked {
  intake: string
  file: string
  name: string
  actor: Actor
}

interface House {
  files: FileStore
  directory: () => Directory
  now: () => Date
  intakes: ReadonlyMap<string, Intake>
}

/** The import as work that shows progress and ends on the page of what was taken in. */
export const importJob = (house: House) =>
  defineJob<Asked>({
    name: 'import-document',
    title: '导入文件',
    run: async (tx, asked, work) => {
      const intake = house.intakes.get(asked.intake)
      if (!intake) throw faults['no-such-reading']({ name: asked.intake })
      await work.progress(5, '正在读取')
      const content = await readFile(house.files.pathOf(asked.file))
      const read = readDocument(intake.reads, asked.name, content, house.directory().agencies.values())
      await work.progress(30, `读到 ${read.items.length} 条、${read.rows.length} 行，正在登记`)
      const by = { actor: asked.actor, at: house.now(), directory: house.directory() }
      const id = await takeIn(tx, intake, read, asked.file, by, (done) =>
        work.progress(30 + Math.round(done * 65), '正在登记'),
      )
      return {
        says: `已导入“${read.title}”：${read.items.length} 条、${read.rows.length} 行，存疑 ${read.doubts.length} 处`,
        path: intake.path.replace(':id', id),
      }
    },
  })

/** Asks for an import of a file that this person brought. @returns the job's id. @throws identity/not-granted document/wrong-kind file/not-uploaded */
export async function askImport(
  database: Database,
  jobs: Jobs,
  job: ReturnType<typeof importJob>,
  intake: Intake,
  file: { id: string; name: string },
  actor: Actor & { person: string },
  at: Date,
  key: string | undefined,
): Promise<string> {
  if (reachOf(actor, intake, 'import').size === 0)
    throw identityFaults['not-granted']({ action: '导入', on: intake.title })
  const accepts = intake.reads.accepts.map((one) => `.${one}`)
  if (!accepts.some((ending) => file.name.toLowerCase().endsWith(ending)))
    throw faults['wrong-kind']({ name: file.name, accepts })
  return database.write({ all: 'on' }, async (tx) => {
    await broughtBy(tx, file, actor.person)
    return onceByKey(tx, actor.person, key, [intake.name, file], () =>
      jobs.send(tx, job, { intake: intake.name, file: file.id, name: file.name, actor }, actor.person, at),
    )
  })
}
