import * as z from 'zod'
import { defineRoute, each, instant, rowsOf } from '#kernel/engine'
import type { Register } from '#engines/register'
import { read, registerFaults } from '#engines/register/run'
import { onPart } from '#engines/identity/run'
import type { Rule } from './index.ts'

/** What rules say of a row, to whoever may read the row. */
export const routes = [
  defineRoute('GET /api/findings/{register}/{id}', {
    says: '一条记录的比对结果',
    right: onPart('register', 'read'),
    each: each<Register>('register', (register, house) =>
      [...house.parts<Rule>('rule').values()].some(({ subject }) => subject.name === register.name)
        ? [
            {
              ...{ at: { register: register.name }, right: [register.title, '查看'] },
              says: `一条${register.title}的比对结果`,
            },
          ]
        : [],
    ),
    refuses: [registerFaults['no-such-register'], registerFaults['not-found']],
    takes: {
      params: z.object({ register: z.string().max(80).describe('登记册'), id: z.uuid().describe('记录的编号') }),
    },
    answers: rowsOf(
      z.object({ rule: z.string(), title: z.string(), holds: z.boolean(), says: z.string(), since: instant }),
    ),
    does: async ({ house, by, params: { register: name, id } }) => {
      const register = house.parts<Register>('register').get(name)
      if (!register) throw registerFaults['no-such-register']({ name })
      await read(house.database, register, id, by)
      const rows = await house.database.read<{ rule: string; holds: boolean; says: string; since: Date }>(
        { all: 'on' },
        'select rule, holds, says, since from matching.finding where subject = $1 order by holds desc, since desc',
        [id],
      )
      const rules = house.parts<Rule>('rule')
      return { rows: rows.map((row) => ({ ...row, title: rules.get(row.rule)?.title ?? row.rule })) }
    },
  }),
]
