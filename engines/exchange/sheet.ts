import { once, type Row } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { defineJob } from '#kernel/job'
import type { SheetColumn } from '#kernel/sheet'
import { refusedBy, takeIn, type Filled } from '#engines/front/run'
import { directoryOf } from '#engines/identity/run'
import { columnOfField, saidIn } from '#engines/register/run'
import { arrive } from './arrive.ts'
import { datasetNamed } from './named.ts'
import type { Dataset } from './index.ts'

/** The columns of the sheet on which a department tells what it knows. */
export const sheetOf = ({ fields }: Dataset): SheetColumn[] =>
  Object.entries(fields).map(([name, field]) => columnOfField(name, field))

interface Brought extends Filled {
  dataset: string
}

/** What a department tells out of a filled-in sheet, row by row: what is right is taken, the rest comes back with its reasons. */
export const importTold = defineJob<Brought>({
  name: 'import-told',
  title: '报送数据',
  run: async (tx, { dataset: name, ...filled }, work) => {
    const house = houseOf(tx)
    const dataset = datasetNamed(house, name)
    return takeIn(tx, work, filled, {
      title: dataset.title,
      columns: sheetOf(dataset),
      path: '/datasets',
      take: async (row, key, actor) => {
        const { values, wrong } = saidIn(row, Object.entries(dataset.fields), directoryOf(tx))
        if (Object.keys(wrong).length > 0) return wrong
        const by = { actor, at: house.clock.now() }
        return refusedBy(
          house.database.write({ all: 'on' }, (own) =>
            once(own, actor.person, key, dataset.name, async () =>
              String(await arrive(own, dataset, [values as Row], by)),
            ),
          ),
        )
      },
    })
  },
})
