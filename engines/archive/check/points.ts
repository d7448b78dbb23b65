import * as z from 'zod'
import { choice } from '#kernel/field'

/** The four properties. @source DA/T 70-2018 4 */
export const properties = { authentic: '真实性', complete: '完整性', usable: '可用性', safe: '安全性' } as const
export type Property = keyof typeof properties

/** When a package is looked at: as it is filed, handed over, or while it is kept. @source DA/T 70-2018 5 */
export const stages = { GD: '归档', YJ: '移交与接收', CQ: '长期保存' } as const
export type Stage = keyof typeof stages

export const results = { good: '合格', wrong: '不合格', human: '人工复核', none: '不适用' } as const
export type Result = keyof typeof results

/** What is looked at: the property, its number within it, and what it is called. @source DA/T 70-2018 annexes A to C */
export const points = {
  fixed: ['authentic', '1-1', '固化信息有效性'],
  form: ['authentic', '1-2', '元数据格式与值域'],
  sense: ['authentic', '1-3', '元数据合理性'],
  number: ['authentic', '1-4', '档号规范性'],
  twice: ['authentic', '1-5', '档号重复性'],
  content: ['authentic', '1-6', '内容数据与电子属性一致'],
  linked: ['authentic', '1-7', '元数据与内容关联一致'],
  package: ['authentic', '1-8', '信息包真实性'],
  amount: ['complete', '2-1', '件数和字节数'],
  required: ['complete', '2-2', '元数据必填项'],
  gaps: ['complete', '2-3', '连续编号'],
  files: ['complete', '2-4', '内容数据完整'],
  shape: ['complete', '2-5', '信息包规范'],
  readable: ['usable', '3-1', '元数据可读'],
  opens: ['usable', '3-2', '内容数据可打开'],
  formats: ['usable', '3-3', '长期保存格式'],
  open: ['usable', '3-4', '没有加密和不公开的压缩'],
  looked: ['usable', '3-5', '内容清晰可辨'],
  virus: ['safe', '4-1', '病毒'],
  carrier: ['safe', '4-2', '载体'],
  process: ['safe', '4-3', '过程'],
} as const satisfies Record<string, readonly [Property, string, string]>
export type Point = keyof typeof points

/** One thing that was looked at. */
export const found = z.object({
  code: z.string(),
  property: choice('性质', properties),
  /** What the property is called. */
  of: z.string(),
  title: z.string(),
  result: choice('结果', results),
  says: z.string(),
})
export type Found = z.infer<typeof found>

/** A report: every point, and the worst of them. */
export const reportFace = z.object({
  stage: choice('环节', stages),
  at: z.date(),
  result: choice('结论', { good: '合格', wrong: '不合格', human: '待人工复核' }),
  found: z.array(found),
})
export type Report = z.infer<typeof reportFace>
