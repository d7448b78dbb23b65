import { readFile } from 'node:fs/promises'
import { houseOf } from '#kernel/engine'
import { defineJob } from '#kernel/job'
import type { Actor } from '#engines/identity'
import { directoryOf, entitled, renewDirectory } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Intake, Settled } from './index.ts'
import { readDocument } from './reader.ts'
import { takeIn } from './run.ts'

interface Asked {
  intake: string
  file: string
  name: string
  settled?: Settled | undefined
  actor: Actor
}

/** The import as work that shows progress and ends on the page of what was taken in. */
export const importDocument = defineJob<Asked>({
  name: 'import-document',
  title: '导入文件',
  run: async (tx, asked, work) => {
    const house = houseOf(tx)
    const intake = house.parts<Intake>('intake').get(asked.intake)
    if (!intake) throw faults['no-such-reading']({ name: asked.intake })
    await work.progress(5, '正在读取')
    const content = await readFile(house.files.pathOf(asked.file))
    await renewDirectory(house.database)
    const read = await readDocument(intake.reads, asked.name, content, directoryOf(tx), asked.settled)
    await work.progress(30, `读到 ${read.items.length} 条、${read.rows.length} 行，正在登记`)
    const by = { actor: entitled(tx, asked.actor), at: house.clock.now() }
    const id = await takeIn(tx, intake, read, asked.file, by, (done) =>
      work.progress(30 + Math.round(done * 65), '正在登记'),
    )
    return {
      says: `已导入“${read.title}”：${read.items.length} 条、${read.rows.length} 行，存疑 ${read.doubts.length} 处`,
      path: intake.path.replace(':id', id),
    }
  },
})
