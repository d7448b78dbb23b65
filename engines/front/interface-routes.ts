import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { defineRoute, type House } from '#kernel/engine'
import { httpFaults } from '#kernel/http'
import { anyone } from '#engines/identity/run'
import { interfaceOf, interfaceText, kept } from './interface.ts'
import { interfaceIndex, interfaceOfTag, type Frame } from './interface-page.ts'
import { cityFace } from './points.ts'

/** The stylesheets of the built web: they bring its fonts and its colours. */
function frameOf({ rooms, settings: { webRoot } }: House): Frame {
  const built = webRoot && path.join(webRoot, 'index.html')
  const web = built && existsSync(built) ? readFileSync(built, 'utf8') : ''
  const styles = [...web.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(([, href]) => href as string)
  return { city: rooms.get(cityFace).name, styles }
}

const asPage = (reply: FastifyReply, page: string) => reply.type('text/html; charset=utf-8').send(page)

/** The interface told: to programs, and to people. */
export const interfaceRoutes = [
  defineRoute('GET /openapi.json', {
    says: '接口的描述',
    right: anyone,
    hidden: true,
    perMinute: 120,
    takes: { query: z.strictObject({ tag: z.string().max(400).optional() }) },
    does: ({ house, query: { tag }, reply }) => {
      void reply.type('application/json; charset=utf-8')
      if (tag === undefined) return reply.send(interfaceText(house))
      const told = interfaceOf(house, tag.split(','))
      if (told.tags.length === 0) throw httpFaults['no-such-path']({ method: 'GET', path: `/openapi.json?tag=${tag}` })
      return reply.send(JSON.stringify(told))
    },
  }),
  defineRoute('GET /docs/api', {
    says: '接口的说明',
    right: anyone,
    hidden: true,
    does: ({ house, reply }) =>
      asPage(
        reply,
        kept(house, 'page', () => interfaceIndex(interfaceOf(house), frameOf(house))),
      ),
  }),
  defineRoute('GET /docs/api/{tag}', {
    says: '接口一部分的说明',
    right: anyone,
    hidden: true,
    perMinute: 120,
    takes: { params: z.object({ tag: z.string().max(80) }) },
    does: ({ house, params: { tag }, reply }) => {
      const told = interfaceOf(house, [tag])
      if (told.tags.length === 0) throw httpFaults['no-such-path']({ method: 'GET', path: `/docs/api/${tag}` })
      return asPage(reply, interfaceOfTag(told, frameOf(house)))
    },
  }),
]
