import * as z from 'zod'
import { called } from './shape.ts'

/** A refusal as it is told. @source RFC 9457 3.1 */
export const problemShape = called(
  'problem',
  z.object({
    type: z.string().describe('说明这种错误的地址'),
    title: z.string().describe('错误的名称'),
    status: z.int().describe('HTTP 状态码'),
    detail: z.string().describe('给人看的一句话：要办什么、为什么不行、怎么办'),
    instance: z.string().describe('这次请求的编号'),
    code: z.string().describe('错误代码，永久不变'),
    about: z.record(z.string(), z.unknown()).optional().describe('句子里的事实'),
  }),
)
