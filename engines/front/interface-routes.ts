import * as z from 'zod'
import { defineRoute } from '#kernel/engine'
import { anyone } from '#engines/identity/run'
import { interfaceText } from './interface.ts'

/** The interface told: to programs, and to people. */
export const interfaceRoutes = [
  defineRoute('GET /openapi.json', {
    says: '接口的描述',
    right: anyone,
    hidden: true,
    takes: { query: z.strictObject({ tag: z.string().max(80).optional() }) },
    does: ({ house, query, reply }) =>
      reply.type('application/json; charset=utf-8').send(interfaceText(house, query.tag)),
  }),
]
