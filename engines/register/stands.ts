import * as z from 'zod'
import { each, type Each, type House, type Standing } from '#kernel/engine'
import { noteOf, words } from '#kernel/field'
import { sealedFieldsOf, type Register } from './index.ts'
import { refusalsOver } from './guarded.ts'
import { listWords } from './listing.ts'
import { nestedUnder } from './nested.ts'
import { registerShapes } from './shape.ts'
import { takesSheet } from './sheet.ts'

const actions = { read: '查看', create: '登记', amend: '更正', reveal: '查看密封信息' } as const

/** How a route stands for every register. @param stands for one of them; nothing where it has no such route */
const eachRegister = (
  action: keyof typeof actions,
  stands: (register: Register, title: string, house: House) => Omit<Standing, 'at' | 'right'> | undefined,
): Each =>
  each<Register>('register', (register, house) => {
    const one = stands(register, register.title, house)
    return one ? [{ at: { name: register.name }, right: [register.title, actions[action]], ...one }] : []
  })

/** What a list of a register may be asked by: its own filters and orders, each by its name. */
function listOf(register: Register) {
  const filters = register.filters.flatMap((name) => {
    const { label, widget, sealed, options } = noteOf(register.fields[name] as z.ZodType)
    const values = options
      ? `：${Object.entries(options)
          .map((one) => one.join(' '))
          .join('；')}`
      : ''
    const one = [`filter.${name}`, `只要${label}是这些的，几个用逗号分开${values}`] as const
    const ranged = !sealed && ['integer', 'percent', 'date', 'month'].includes(widget)
    const edges = [
      [`filter.${name}.from`, `${label}从这里起`],
      [`filter.${name}.until`, `${label}到这里止`],
    ] as const
    return ranged ? [one, ...edges] : [one]
  })
  const orders = register.sorts.flatMap((name) => [name, `-${name}`])
  return z.strictObject({
    ...(orders.length > 0 && { sort: z.enum(orders).optional().describe('按哪个字段排，前面加 - 的从大到小') }),
    ...listWords,
    ...Object.fromEntries(filters.map(([name, says]) => [name, z.string().optional().describe(says)])),
  })
}

/** How the routes of registers stand for each of them. */
export const stands = {
  list: eachRegister('read', (register, title) => ({
    ...{ says: `${title}清单`, takes: { query: listOf(register) }, answers: registerShapes(register).page },
  })),
  export: eachRegister('read', (_register, title) => ({ says: `导出${title}清单` })),
  emptySheet: eachRegister('create', (register, title) =>
    takesSheet(register) ? { says: `批量登记${title}用的空表` } : undefined,
  ),
  filledSheet: eachRegister('create', (register, title) =>
    takesSheet(register) ? { says: `用填好的表批量登记${title}` } : undefined,
  ),
  one: eachRegister('read', (register, title) => ({ says: `一条${title}`, answers: registerShapes(register).whole })),
  history: eachRegister('read', (_register, title) => ({ says: `一条${title}的历次改动` })),
  questions: eachRegister('read', (register, title, house) =>
    nestedUnder(house, register).some(({ asks }) => asks) ? { says: `一条${title}要问的` } : undefined,
  ),
  create: eachRegister('create', (register, title, house) => ({
    says: `登记${title}`,
    refuses: refusalsOver(house, register),
    takes: { body: registerShapes(register).created },
    answers: registerShapes(register).row,
  })),
  amend: eachRegister('amend', (register, title, house) => ({
    says: `更正${title}`,
    refuses: refusalsOver(house, register),
    takes: { body: registerShapes(register).amended },
    answers: registerShapes(register).row,
  })),
  reveal: eachRegister('reveal', (register, title) => {
    const sealed = sealedFieldsOf(register).map(([name]) => name)
    return sealed.length === 0
      ? undefined
      : {
          says: `为一个目的查看${title}的密封信息`,
          takes: { body: revealOf(z.enum(sealed)) },
          answers: registerShapes(register).revealed,
        }
  }),
}

/** What sealed fields are read by. */
export const revealOf = (field: z.ZodType<string>) =>
  z.strictObject({
    fields: z.array(field).min(1).max(20).describe('要看哪些字段'),
    purpose: words({ min: 2, max: 200 }).describe('为什么要看；会告知本人'),
  })
