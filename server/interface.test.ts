import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { partsOf } from '#kernel/system'
import { shapeOf } from '#kernel/field'
import type { Interface, Operation } from '#kernel/openapi'
import { actionOf, type AnyCase } from '#engines/case'
import type { Register } from '#engines/register'
import { systems } from '#systems'
import { openCity, type City } from '#testing'
import { leaveCluster } from '#testing/cluster'

let city: City
let told: Interface
before(async () => {
  city = await openCity(systems)
  told = (await city.visitor().asks('GET', '/openapi.json')) as unknown as Interface
})
after(async () => {
  await city.house.close()
  await leaveCluster()
})

/** Every operation with its method and path. */
const operations = () =>
  Object.entries(told.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
const exampleAt = (path: string, method: string) =>
  told.paths[path]?.[method]?.requestBody?.content['application/json']?.example

test('a public linter finds nothing to say, under its strict rules', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const problems = await lintFromString({ source: JSON.stringify(told), absoluteRef: '/openapi.json', config })
  assert.deepEqual(
    problems.slice(0, 5).map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
    [],
  )
})

test('every operation says what it does, for whom, with which answer and which refusals; every parameter what it is', () => {
  const said = ({ summary, description, tags, responses, parameters = [] }: Operation) => {
    const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'))
    return (
      summary !== '' &&
      description !== '' &&
      tags.length === 1 &&
      answers.length === 1 &&
      answers.every(([status, { content }]) => status === '204' || content !== undefined) &&
      Object.keys(responses).some((status) => status.startsWith('4')) &&
      parameters.every((parameter) => '$ref' in parameter || parameter.description !== '')
    )
  }
  assert.ok(operations().length > 200)
  assert.deepEqual(
    operations()
      .filter(({ operation }) => !said(operation))
      .map(({ at }) => at),
    [],
  )
  const ids = operations().map(({ operation }) => operation.operationId)
  assert.deepEqual([...new Set(ids)], ids)
})

test('every register, every kind of case and every action stands under an address and with shapes of its own', () => {
  for (const register of partsOf<Register>(systems, 'register').values()) {
    const row = told.components.schemas[`${register.name}.row`]
    for (const name of Object.keys(register.fields)) assert.ok(row?.properties?.[name], `${register.name}.${name}`)
    for (const path of ['', '/{id}', '/{id}/history'])
      assert.equal(told.paths[`/api/registers/${register.name}${path}`]?.['get']?.tags[0], register['system' as never])
  }
  for (const declared of partsOf<AnyCase>(systems, 'case').values()) {
    const whole = told.components.schemas[`${declared.name}.case`]
    assert.deepEqual(whole?.properties?.['state']?.enum, Object.keys(declared.states))
    for (const action of declared.actions.filter((one: string) => one !== 'read'))
      assert.equal(
        told.paths[`/api/cases/${declared.name}/{id}/${action}`]?.['post']?.summary,
        `${declared.title}：${actionOf(declared, action)?.title}`,
      )
  }
  assert.ok(!Object.keys(told.paths).some((path) => /\{(name|kind)\}/.test(path) && /registers|cases/.test(path)))
})

test('the manifest is described as the engines give it, and told so to whoever reads nothing and to whoever holds every role', async () => {
  const { required = [] } = told.components.schemas['manifest'] ?? {}
  for (const part of ['pages', 'shown', 'registers', 'cases', 'readings', 'bulletins', 'findings'])
    assert.ok(required.includes(part), part)
  const roles = [...partsOf(systems, 'role').keys()]
  const officer = await city.officer('city-data-bureau', roles)
  const [little, much] = [await city.visitor().asks('GET', '/api/manifest'), await officer.asks('GET', '/api/manifest')]
  assert.deepEqual(Object.keys(little).toSorted(), required.toSorted())
  assert.ok(Object.keys(much.registers).length > Object.keys(little.registers).length)
})

test('what stands as an example is what the fields take', () => {
  for (const register of partsOf<Register>(systems, 'register').values()) {
    const { error } = shapeOf(register.fields).safeParse(exampleAt(`/api/registers/${register.name}`, 'post'))
    assert.equal(error, undefined, `${register.name}: ${error?.message}`)
  }
  for (const declared of partsOf<AnyCase>(systems, 'case').values())
    for (const action of declared.actions.filter((one: string) => one !== 'read')) {
      const { form = {} } = exampleAt(`/api/cases/${declared.name}/{id}/${action}`, 'post') as { form?: object }
      const { error } = shapeOf(actionOf(declared, action)?.form ?? {}).safeParse(form)
      assert.equal(error, undefined, `${declared.name} ${action}: ${error?.message}`)
    }
})

test('an address that is told of is answered, each by the house itself', async () => {
  const visitor = city.visitor()
  const refused: string[] = []
  for (const { at } of operations()) {
    const [method, path] = at.split(' ') as ['GET', string]
    const url = path
      .replace('{algorithm}', 'sm2-sm3')
      .replace('/files/{id}', `/files/${'0'.repeat(64)}`)
      .replaceAll('{id}', '01934567-89ab-7cde-8f01-23456789abcd')
      .replaceAll(/\{\w+\}/g, 'none')
    const answer = await visitor.raw(method, url, method === 'GET' ? undefined : {})
    const { code = '' } = answer.statusCode >= 400 ? answer.json<{ code: string }>() : {}
    if (['http/no-such-path', 'register/no-such-register', 'case/no-such-case', 'kernel/bug'].includes(code))
      refused.push(`${at}: ${code}`)
  }
  assert.deepEqual(refused, [])
})

test('it is made once, and may be had for some systems alone', async () => {
  const visitor = city.visitor()
  const [once, again] = [await visitor.raw('GET', '/openapi.json'), await visitor.raw('GET', '/openapi.json')]
  assert.equal(once.body, again.body)
  const part = (await visitor.asks('GET', '/openapi.json?tag=identity,plan-supervision')) as unknown as Interface
  assert.deepEqual(part.tags.map(({ name }) => name).toSorted(), ['identity', 'plan-supervision'])
  assert.deepEqual(
    [
      ...new Set(Object.values(part.paths).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags))),
    ].toSorted(),
    ['identity', 'plan-supervision'],
  )
  await city.refuses(visitor.asks('GET', '/openapi.json?tag=nothing'), 'http/no-such-path')
})
