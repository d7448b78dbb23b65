import * as z from 'zod'
import { defineRoute, instant, made, rowsOf } from '#kernel/engine'
import { text } from '#kernel/field'
import { granted, passerBy, person } from '#engines/identity/run'
import { bells } from './bells.ts'
import { faults } from './faults.ts'
import { hang, ring, ringAll, takeDown } from './ring.ts'

const params = z.object({ id: z.uuid().describe('门铃的编号') })
const bell = z.object({ id: z.uuid(), name: z.string(), rings: z.int(), rungAt: instant.nullable() })

export const routes = [
  defineRoute('GET /api/bells', {
    says: '门铃',
    right: person,
    answers: rowsOf(bell),
    shows: {
      title: '门铃',
      columns: { name: '门', rings: '响过几次', rungAt: '最近一次' },
      acts: [
        { title: '按铃', at: 'POST /api/bells/{id}/ring' },
        { title: '拆下', at: 'DELETE /api/bells/{id}', says: '没有响过的才能拆。', when: { rungAt: null } },
      ],
      begins: [{ title: '装门铃', at: 'POST /api/bells', says: '每扇门装一个。' }],
    },
    does: async ({ house }) => ({
      rows: await house.database.read<z.infer<typeof bell>>(
        {},
        'select id, name, rings, rung_at as "rungAt" from bell.bell order by id',
      ),
    }),
  }),
  defineRoute('POST /api/bells', {
    says: '装门铃',
    right: granted(bells, 'ring-all', '装门铃'),
    refuses: [faults['hung-already']],
    takes: { body: z.strictObject({ name: text('门', { max: 20 }) }) },
    answers: made,
    status: 201,
    does: ({ house, body }) =>
      house.database.write({ all: 'on' }, (tx) => hang(tx, body.name, house.clock.now())).then((id) => ({ id })),
  }),
  defineRoute('DELETE /api/bells/{id}', {
    says: '拆门铃',
    right: granted(bells, 'ring-all', '拆门铃'),
    refuses: [faults['not-found']],
    takes: { params },
    status: 204,
    does: ({ house, params: { id } }) => house.database.write({ all: 'on' }, (tx) => takeDown(tx, id)),
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
    takes: { params },
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
