import * as z from 'zod'
import { each, type Each, type House, type Standing } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Register } from '#engines/register'
import { printOf } from '#engines/document/run'
import { listWords, refusalsOver } from '#engines/register/run'
import { actionOf, type AnyCase, type Paper } from './index.ts'
import { fieldsApart, filters, sorts } from './listing.ts'
import { caseShapes } from './shape.ts'
import { sheetActions } from './sheet.ts'

type Stood = Omit<Standing, 'at' | 'right'>

/** How a route stands for every kind of case. @param stands for one of them; nothing where it has no such route */
const eachCase = (stands: (declared: AnyCase, house: House) => Stood | undefined): Each =>
  each<AnyCase>('case', (declared, house) => {
    const one = stands(declared, house)
    return one ? [{ at: { kind: declared.name }, right: [declared.title, '查看'], ...one }] : []
  })

/** How a route stands for every action of every kind of case. */
const eachAction = (
  actions: (declared: AnyCase) => readonly string[],
  stands: (declared: AnyCase, action: string, title: string, house: House) => Stood,
): Each =>
  each<AnyCase>('case', (declared, house) =>
    actions(declared).map((action) => {
      const title = actionOf(declared, action)?.title ?? action
      const at = { kind: declared.name, action }
      return { at, right: [declared.title, title] as const, ...stands(declared, action, title, house) }
    }),
  )

/** From which states an action is taken, and where it leads. */
function wayOf(declared: AnyCase, action: string): string {
  const stateOf = (name: string) => declared.states[name]?.title ?? name
  const ways = Object.values(declared.states).flatMap(({ title, actions }) => {
    const found = actions?.[action]
    return found ? [`“${title}”${found.to === 'stays' ? '（不变）' : `→“${stateOf(found.to)}”`}`] : []
  })
  const says = actionOf(declared, action)?.says
  return `状态：${ways.join('；')}。${says ?? ''}`
}

const order = z
  .enum(Object.keys(sorts).flatMap((name) => [name, `-${name}`]))
  .optional()
  .describe('按期限或进入现状态的时刻排，前面加 - 的从晚到早')

/** The subject's own fields that a list is filtered by: what a case belongs to, and what cases are told apart by. */
function own(declared: AnyCase) {
  const labelOf = (name: string) => noteOf(declared.subject.fields[name] as z.ZodType).label
  return {
    ...(declared.within && {
      [`filter.${declared.within}`]: z
        .uuid()
        .optional()
        .describe(`只要这个${labelOf(declared.within)}的`),
    }),
    ...Object.fromEntries(
      fieldsApart(declared).map((name) => [
        `filter.${name}`,
        z
          .string()
          .optional()
          .describe(`只要这些${labelOf(name)}的，几个用逗号分开，空着的是没有的`),
      ]),
    ),
  }
}

/** The registers whose rows an act may write: its own, and those that a state which it leads to leaves or changes. */
function writtenBy({ subject, states }: AnyCase): Register[] {
  const left = Object.values(states).flatMap(({ makes = [], changes = [] }) => [
    ...[makes].flat().map(({ into }) => into),
    ...[changes].flat().map(({ of }) => of),
  ])
  return [...new Set([subject as Register, ...left])]
}

/** How the routes of cases stand for each kind, and for each action of a kind. */
export const stands = {
  list: eachCase((declared) => ({
    says: `${declared.title}清单`,
    takes: { query: z.strictObject({ ...filters, ...own(declared), sort: order, ...listWords }) },
    answers: caseShapes(declared).page,
  })),
  board: eachCase((declared) => ({ says: `${declared.title}看板` })),
  export: eachCase((declared) => ({ says: `导出${declared.title}台账` })),
  print: eachCase((declared, house) =>
    printOf(house, declared.subject as never) ? { says: `把${declared.title}打印为公文` } : undefined,
  ),
  paper: each<Paper>('paper', ({ name, of, title }) => [
    { at: { kind: of.name, paper: name }, right: [of.title, '查看'], says: `${of.title}的${title}` },
  ]),
  one: eachCase((declared) => ({ says: `一件${declared.title}`, answers: caseShapes(declared).whole })),
  undo: eachCase((declared) => ({
    ...{ says: `撤销自己刚办的${declared.title}`, answers: caseShapes(declared).whole },
    notes: '只及于本人十分钟内所办、其后无人再办、可以撤销的动作。',
  })),
  emptySheet: eachAction(sheetActions, (declared, _action, title) => ({
    says: `批量办理${declared.title}“${title}”用的表`,
  })),
  filledSheet: eachAction(sheetActions, (declared, _action, title) => ({
    says: `用填好的表批量办理${declared.title}“${title}”`,
  })),
  act: eachAction(
    (declared) => [...caseShapes(declared).acts.keys()],
    (declared, action, title, house) => ({
      refuses: writtenBy(declared).flatMap((register) => refusalsOver(house, register)),
      ...{ says: `${declared.title}：${title}`, notes: wayOf(declared, action) },
      takes: { body: caseShapes(declared).acts.get(action) as z.ZodType },
      answers: caseShapes(declared).acted,
    }),
  ),
}
