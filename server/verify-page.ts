import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { House } from '#kernel/engine'
import type { Host } from '#kernel/http'
import { noteOf, type Fields } from '#kernel/field'
import type { AnyCase } from '#engines/case'
import { directoryOf } from '#engines/identity/run'
import { archiveRoom } from '#engines/ledger/run'
import type { Register } from '#engines/register'
import { builtPage, notServed, type Embedded, type Words } from '../web/verify/words.ts'

/**
 * The page on which anyone checks a receipt, with the city's policy written into it. It may be kept and opened without
 * the city. Its own policy of content allows its one script and nothing from anywhere.
 */
export function verifyPage(host: Host, house: House, webRoot: string) {
  const file = path.join(webRoot, builtPage)
  if (!existsSync(file)) return
  const page = readFileSync(file, 'utf8')
  const rules = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]
  const [before, after] = page.split(notServed)
  if (!rules || after === undefined) throw new Error(`${file} 不是查验页：请删去 web/dist 后重新构建。`)
  const words = wordsOf(house)
  host.get('/verify.html', async (request, reply) => {
    const embedded: Embedded = {
      policy: house.rooms.get(archiveRoom).policy().text,
      from: `${request.protocol}://${request.host}`,
      at: new Date().toISOString(),
      words,
    }
    // Nothing in the data can end the element that it stands in.
    const data = JSON.stringify(embedded).replaceAll('<', '\\u003c')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', `${rules}; frame-ancestors 'none'`)
      .send(`${before}${data}${after}`)
  })
}

/** What declarations call things: the same for every reader, as the page is. */
function wordsOf(house: House): Words {
  const fieldsOf = (fields: Fields): Words['registers'][string]['fields'] =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const { label, options } = noteOf(field)
        return [name, { label, ...(options && { options }) }]
      }),
    )
  const caseWords = ({ title, states, facts }: AnyCase): Words['cases'][string] => ({
    title,
    states: Object.fromEntries(Object.entries(states).map(([name, state]) => [name, state.title])),
    actions: Object.fromEntries([
      ['open', { title: '建立', fields: fieldsOf(facts) }],
      ...Object.values(states).flatMap(({ actions = {} }) =>
        Object.entries(actions).map(
          ([name, { title: act, form = {} }]) => [name, { title: act, fields: fieldsOf(form) }] as const,
        ),
      ),
    ]),
  })
  return {
    cases: Object.fromEntries([...house.parts<AnyCase>('case').values()].map((one) => [one.name, caseWords(one)])),
    registers: Object.fromEntries(
      [...house.parts<Register>('register').values()].map(({ name, title, fields }) => [
        name,
        { title, fields: fieldsOf(fields) },
      ]),
    ),
    agencies: Object.fromEntries([...directoryOf(house).agencies].map(([id, { name }]) => [id, name])),
  }
}
