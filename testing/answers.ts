import assert from 'node:assert/strict'
import * as z from 'zod'
import { jsonOf } from '#kernel/openapi'
import { engines } from '../engines/index.ts'

interface Told {
  address: RegExp
  shape: () => z.ZodType
}

/** A declared shape as it is on the wire: nothing is in it that was not declared. */
function onTheWire(shape: z.ZodType): z.ZodType {
  return z.fromJSONSchema(jsonOf(shape, { io: 'output' }) as never)
}

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')

/** Every route that declares its answer, its fixed words before its places. */
const told: Told[] = engines
  .flatMap(({ routes }) => routes)
  .filter(({ answers }) => answers)
  .toSorted((a, b) => places(a.at) - places(b.at))
  .map(({ at, answers }) => {
    let shape: z.ZodType | undefined
    return {
      address: new RegExp(`^${escaped(at).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
      shape: () => (shape ??= onTheWire(answers as z.ZodType)),
    }
  })

function places(at: string) {
  return at.split('{').length
}

/** Holds an answer against the shape that its route declares. */
export function mustBeAsDeclared(method: string, url: string, answer: unknown) {
  const asked = `${method} ${url.split('?')[0]}`
  const found = told.find(({ address }) => address.test(asked))
  if (!found) return
  const { error } = found.shape().safeParse(answer)
  assert.ok(!error, `${asked} answers otherwise than it declares: ${JSON.stringify(error?.issues.slice(0, 3))}`)
}
