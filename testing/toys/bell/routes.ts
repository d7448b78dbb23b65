import * as z from 'zod'
import { defineRoute, instant, made, rowsOf } from '#kernel/engine'
import { granted, passerBy, person } from '#engines/identity/run'
import { bells } from './bells.ts'
import { faults } from './faults.ts'
import { ring, ringAll } from './ring.ts'

const bell = z.object({ id: z.uuid(), name: z.string(), rings: z.int(), rungAt: instant.nullable() })

export const routes = [
  defineRoute('GET /api/bells', {
    says: '门铃',
    right: person,
    answers: rowsOf(bell),
    shows: {
      title: '门铃',
      columns: { name: '门', rings: '响过几次', rungAt: '最近一次' },
      acts: [{ title: '按铃', at: 'POST /api/bells/{id}/ring' }],
    },
    does: async ({ house }) => ({
      rows: await house.database.read<z.infer<typeof bell>>(
        {},
        'select id, name, rings, rung_at as "rungAt" from bell.bell order by id',
      ),
    }),
  }),
  defineRoute('GET /api/bells/count', {
    says: '有几个门铃',
    right: passerBy,
    answers: z.object({ bells: z.int() }),
    does: async ({ house }) => ({ bells: (await house.database.read({}, 'select 1 from bell.bell')).length }),
  }),
  defineRoute('POST /api/bells/{id}/ring', {
    says: '按铃',
    right: person,
    refuses: [faults['not-found']],
    takes: { params: z.object({ id: z.uuid().describe('门铃的编号') }) },
    status: 204,
    does: ({ house, by, params }) =>
      house.database.write({ all: 'on' }, (tx) => ring(tx, params.id, by.person, house.clock.now())),
  }),
  defineRoute('POST /api/bells/all', {
    says: '全部按响',
    right: granted(bells, 'ring-all', '全部按响'),
    answers: made,
    status: 202,
    does: async ({ house, by }) => {
      const at = house.clock.now()
      const data = { person: by.person, at: at.toISOString() }
      const id = await house.database.write({ all: 'on' }, (tx) => house.jobs.send(tx, ringAll, data, by.person, at))
      return { id }
    },
  }),
]
