import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import * as z from 'zod'
import { rolesOf, type Listed, type ShownAct, type Shows } from '#kernel/engine'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'

const root = path.dirname(import.meta.dirname)
const folderOf = ({ name }: { name: string }) => path.join(root, 'engines', name)

/** The engines that the files of an engine import, by folder. */
function importedBy(folder: string): Set<string> {
  const found = new Set<string>()
  for (const file of globSync('**/*.ts', { cwd: folder })) {
    if (file.endsWith('.test.ts')) continue
    const text = readFileSync(path.join(folder, file), 'utf8')
    for (const [, by, value] of text.matchAll(/from '(?:#engines\/([\w-]+)(?:\/run)?|\.\.\/([\w-]+)\/engine\.ts)'/g))
      found.add((by ?? value) as string)
  }
  found.delete(path.basename(folder))
  return found
}

test('every engine is its folder: its value, its face, and what it is for', () => {
  for (const engine of engines) {
    const missing = ['engine.ts', 'index.ts', 'README.md'].filter(
      (file) => !existsSync(path.join(folderOf(engine), file)),
    )
    assert.deepEqual(missing, [], engine.name)
  }
})

test('an engine stands on what it needs and imports nothing else', () => {
  const listed = engines.map(({ name }) => name)
  for (const engine of engines) {
    const needs = engine.needs.map(({ name }) => name)
    const lower = listed.slice(0, listed.indexOf(engine.name))
    assert.deepEqual(
      needs.filter((name) => !lower.includes(name)),
      [],
      `${engine.name} needs what stands above it`,
    )
    assert.deepEqual(
      [...importedBy(folderOf(engine))].filter((name) => !needs.includes(name)),
      [],
      `${engine.name} imports what it does not need`,
    )
  }
})

test('a system is made of kinds of part that an engine has named, each by one', () => {
  const kinds = engines.flatMap((engine) => Object.keys(engine.kinds))
  assert.equal(new Set(kinds).size, kinds.length)
  for (const system of systems)
    assert.deepEqual(
      system.parts.filter(({ kind }) => !kinds.includes(kind)).map(({ kind, name }) => `${kind} ${name}`),
      [],
      system.name,
    )
})

test('a role that is a program of its own is the file of its name in its engine, and no other file is one', () => {
  for (const engine of engines) {
    const alone = engine.roles.filter((role) => role.alone).map(({ name }) => `${name}.ts`)
    assert.deepEqual(globSync('*.ts', { cwd: path.join(folderOf(engine), 'roles') }).toSorted(), alone.toSorted())
  }
})

test('an operator reads of every role and of every setting that an engine heeds', () => {
  const readme = ['README.md', 'README.zh-CN.md'].map((file) => readFileSync(path.join(root, file), 'utf8'))
  for (const role of rolesOf(engines).keys())
    for (const text of readme) assert.ok(text.includes(`\`${role}\``), `${role} is not in the READMEs`)
  for (const engine of engines)
    for (const { name } of engine.settings) {
      const own = readFileSync(path.join(folderOf(engine), 'README.md'), 'utf8')
      assert.ok(readme.every((text) => text.includes(`\`${name}\``)) || own.includes(`\`${name}\``), name)
    }
})

test('a page that a route is speaks of routes, fields and lists that are there', () => {
  const routes = new Map(engines.flatMap((engine) => engine.routes.map((route) => [route.at, route])))
  const fieldsOf = (shape: z.ZodType | undefined) =>
    shape instanceof z.ZodObject ? (shape.shape as Record<string, z.ZodType>) : {}
  const elementOf = (list: z.ZodType | undefined) =>
    list instanceof z.ZodArray ? (list.element as z.ZodType) : undefined
  const strays = (where: string, names: readonly string[], known: object) =>
    names.filter((name) => !Object.hasOwn(known, name)).map((name) => `${where}: ${name}`)
  const ofAct = (where: string, act: ShownAct, rows: readonly Record<string, z.ZodType>[]): string[] => {
    const route = routes.get(act.at)
    if (!route) return [`${where}: ${act.at}`]
    const [body, answer, row] = [fieldsOf(route.takes.body), fieldsOf(route.answers), rows[0] ?? {}]
    const places = [...act.at.matchAll(/\{(\w+)\}/g)].map(([, place]) => place as string)
    const { asks = [], needs = [], among = [], only = {}, starts = {}, sends = [], once, when = {}, unless = {} } = act
    const asked = [
      ...asks,
      ...among,
      ...needs,
      ...sends,
      ...Object.entries(only).flatMap(([name, so]) => [name, ...Object.keys(so)]),
    ]
    return [
      ...strays(`${where} body`, [...asked, ...Object.keys(starts)], body),
      ...strays(`${where} row`, [...sends, ...Object.keys(when), ...Object.keys(unless)], row),
      ...strays(`${where} place`, places, Object.assign({}, ...rows.toReversed())),
      ...strays(`${where} answer`, once ? [once.field] : [], answer),
      ...(act.at.startsWith('GET ') && !route.sends ? [`${where}: ${act.at} is no download`] : []),
    ]
  }
  const ofList = (
    where: string,
    of: Listed,
    within: readonly Record<string, z.ZodType>[],
    row: z.ZodType | undefined,
  ): string[] => {
    const fields = fieldsOf(row)
    return [
      ...strays(where, Object.keys(of.columns), fields),
      ...(of.acts ?? []).flatMap((act) => ofAct(`${where} ${act.title}`, act, [fields, ...within])),
      ...(of.begins ?? []).flatMap((act) => ofAct(`${where} ${act.title}`, act, within)),
      ...Object.entries(of.lists ?? {}).flatMap(([name, list]) =>
        ofList(`${where} ${name}`, list, [fields, ...within], elementOf(fields[name])),
      ),
    ]
  }
  const pages = [...routes.values()].filter(({ shows }) => shows)
  assert.ok(pages.length > 1)
  assert.deepEqual(
    pages.flatMap(({ at, shows, answers, takes }) => {
      const rows = fieldsOf(answers)['rows']
      const led = [...(shows?.beside ?? []), ...(shows?.opens ? [shows.opens.at] : [])]
      return [
        ...ofList(
          at,
          shows as Shows,
          rows ? [{ ...fieldsOf(answers), ...fieldsOf(takes.query) }] : [],
          rows ? elementOf(rows) : answers,
        ),
        ...led.filter((one) => !routes.get(one)?.shows).map((one) => `${at}: ${one} is no page`),
      ]
    }),
    [],
  )
})
