import assert from 'node:assert/strict'
import * as z from 'zod'
import type { House } from '#kernel/engine'
import { jsonOf, refusalsOf, standing, type Stood } from '#kernel/openapi'

interface Told {
  address: RegExp
  shape: () => z.ZodType | undefined
  codes: ReadonlySet<string>
}

/** A declared shape as it is on the wire: nothing is in it that was not declared. */
function onTheWire(shape: z.ZodType): z.ZodType {
  return z.fromJSONSchema(jsonOf(shape, { io: 'output' }) as never)
}

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
const places = (at: string) => at.split('{').length

const known = new WeakMap<House, Told[]>()

/** Every route of a house where it stands, its fixed words before its places. */
function toldIn(house: House): Told[] {
  const found = known.get(house) ?? [...standing(house)].toSorted((a, b) => places(a.at) - places(b.at)).map(tell)
  known.set(house, found)
  return found
}

function tell({ at, answers, route }: Stood): Told {
  let shape: z.ZodType | undefined
  return {
    address: new RegExp(`^${escaped(at).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    shape: () => (shape ??= answers && onTheWire(answers)),
    codes: new Set(refusalsOf(route).map(({ refusal }) => refusal.code)),
  }
}

const find = (house: House, asked: string) => toldIn(house).find(({ address }) => address.test(asked))

/** Holds an answer against the shape that its route declares, for the part that it is about. */
export function mustBeAsDeclared(house: House, method: string, url: string, answer: unknown) {
  const asked = `${method} ${url.split('?')[0]}`
  const shape = find(house, asked)?.shape()
  if (!shape) return
  const { error } = shape.safeParse(answer)
  assert.ok(!error, `${asked} answers otherwise than it declares: ${JSON.stringify(error?.issues.slice(0, 3))}`)
}

/** Holds a refusal against those that its route declares. */
export function mustBeRefusedAsDeclared(house: House, method: string, url: string, code: string) {
  const asked = `${method} ${url.split('?')[0]}`
  const found = find(house, asked)
  assert.ok(!found || found.codes.has(code), `${asked} refuses by ${code}, which it does not declare`)
}
