import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { partsOf, type Part } from '#kernel/system'
import type { Actable, Role } from '#engines/identity'
import { tableOf } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import type { Page } from '#engines/front'
import { near } from './near.ts'
import { makerOf } from './places.ts'
import { refusalOf, whereIs } from './where.ts'

const root = path.dirname(import.meta.dirname)
const parts = systems.flatMap((system) => system.parts)
const actable = parts.filter((part): part is Actable => 'actions' in part)

/** What is told of one part, a list for each label. */
function told({ kind, name, title }: Part): Record<string, string[]> {
  const block = whereIs(name)
    ?.split('\n\n')
    .find((one) => one.startsWith(`${kind} ${name} ${title}`))
  assert.ok(block, `${kind} ${name}`)
  const rows: Record<string, string[]> = {}
  let label = ''
  for (const line of block.split('\n').slice(1)) {
    label = line.slice(2, 12).trim() || label
    ;(rows[label] ??= []).push(line.slice(12))
  }
  return rows
}

test('every declared name is found on the line that declares it, with its system and its story', () => {
  for (const system of systems) {
    for (const part of [system, ...system.parts, ...system.pages]) {
      const { declared, system: of, story } = told(part)
      const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(declared?.[0] ?? '') ?? []
      assert.ok(file, `${part.kind} ${part.name} is ${declared}`)
      const words = readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .slice(Number(line) - 1, Number(line) + 1)
      const { name } = makerOf(part, system) ?? part
      const spelled = part.kind === 'page' && (part as Page).draws !== 'bespoke' ? /Page\(/ : `'${name}'`
      assert.ok(words.join('').match(spelled), declared?.[0])
      assert.deepEqual(of, part.kind === 'system' ? undefined : [`${system.name} ${system.title}`])
      assert.ok(
        story?.every((one) => one.endsWith(`/${system.name}/scenario.test.ts`) && existsSync(path.join(root, one))),
      )
    }
  }
})

test('no two declarations of one kind stand on the same line', () => {
  for (const kind of new Set(parts.map((part) => part.kind))) {
    const alone = parts.filter((part) => part.kind === kind && !systems.some((system) => makerOf(part, system)))
    const places = alone.map((part) => told(part).declared?.[0])
    assert.equal(new Set(places).size, places.length, kind)
  }
})

test('every grant is told at both its ends, and what nobody may do is told too', () => {
  for (const role of partsOf<Role>(systems, 'role').values()) {
    const { grants = [] } = told(role)
    assert.equal(grants.length, role.grants.length)
    for (const { on, actions, scope } of role.grants) {
      const line = `${actions.join(', ')} · ${scope}`
      assert.ok(grants.includes(`${on.kind} ${on.name} ${on.title}: ${line}`))
      assert.ok(told(on).may?.some((one) => one.startsWith(`${role.name} `) && one.endsWith(`: ${line}`)))
    }
  }
  for (const part of actable) {
    const lines = told(part).may ?? []
    assert.deepEqual(
      part.actions.filter(
        (action) =>
          !lines.some((line) =>
            line
              .split(': ')[1]
              ?.split(/ · |, /)
              .includes(action),
          ),
      ),
      [],
      part.name,
    )
  }
})

test('a register tells its table, a page what it shows, and what is shown its pages', () => {
  for (const part of parts) assert.deepEqual(told(part).table, part.kind === 'register' ? [tableOf(part)] : undefined)
  for (const page of systems.flatMap((system) => system.pages as Page[])) {
    const { path: at, shows } = told(page)
    assert.deepEqual(at, [`/${page.path}`])
    if (page.draws === 'bespoke') continue
    const kind = page.draws === 'list' ? 'register' : 'case'
    const part = parts.find((one) => one.kind === kind && one.name === page.of) as Part
    assert.deepEqual(shows, [`${kind} ${part.name} ${part.title}`])
    assert.ok(told(part).pages?.includes(`/${page.path} ${page.title}`))
  }
})

/** The address that stands for every part, of one that stands for a register, a kind of case, its action or its paper. */
function generalOf(url: string): string {
  const [, api, resource, name, ...rest] = url.split('/')
  const part = actable.find((one) => `${one.kind}s` === resource && one.name === name)
  if (!part) return url
  const last = rest.at(-1) ?? ''
  const acts = part.kind === 'case' && rest.length > 1 && part.actions.includes(last)
  const paper = rest.at(-2) === 'papers'
  const place = acts ? '{action}' : paper ? '{paper}' : undefined
  return ['', api, resource, '{name}', ...(place ? [...rest.slice(0, -1), place] : rest)].join('/')
}

test('the addresses told are all those that the house answers for the part', async () => {
  const city = await openCity(systems)
  try {
    const { paths } = await city.visitor().asks('GET', '/openapi.json')
    const answered = Object.entries(paths as Record<string, object>).flatMap(([url, methods]) => {
      const general = generalOf(url)
      return /^[^{]*\{(name|kind)\}/.test(general)
        ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${general}`)
        : []
    })
    const template = (url: string, name: string) => url.replace(`/${name}`, '/{}').replace(/:(\w+)/g, '{$1}')
    const urls = actable.flatMap((part) => (told(part).urls ?? []).map((url) => template(url, part.name)))
    const resource = (url: string) => url.split('/')[2]
    assert.ok(urls.length >= actable.length)
    assert.deepEqual(
      [...new Set(urls)].toSorted(),
      [...new Set(answered)]
        .filter((url) => urls.some((one) => resource(one) === resource(url)))
        .map((url) => url.replace(/\{(name|kind)\}/, '{}'))
        .toSorted(),
    )
    for (const part of actable) {
      const lists = (told(part).urls ?? []).filter((url) => url.startsWith('GET ') && !url.includes(':'))
      for (const url of lists) {
        const { body } = await city.visitor().raw('GET', url.slice(4))
        assert.ok(!body.includes('"http/no-such-path"'), `${part.kind} ${url}`)
      }
    }
  } finally {
    await city.house.close()
  }
})

const run = (...words: string[]) =>
  spawnSync(process.execPath, ['tools/where.ts', ...words], { cwd: root, encoding: 'utf8' })

test('a name that nothing bears is refused with the names near it', () => {
  const [known] = parts as [Part]
  assert.equal(run(known.name).status, 0)
  const mistyped = run(`${known.name.slice(0, -1)}q${known.name.at(-1)}`)
  assert.deepEqual([mistyped.status, mistyped.stdout], [1, ''])
  assert.match(mistyped.stderr, new RegExp(`^Nothing is declared as .*Near it: (.*, )?${known.name}[,.]`))
  for (const hostile of [
    '',
    '\u001b[2J',
    '../../etc/passwd',
    '__proto__',
    'x'.repeat(100_000),
    '(',
    '盐'.repeat(500),
  ]) {
    assert.equal(whereIs(hostile), undefined)
    assert.match(refusalOf(hostile), /^[^\p{Cc}]{10,400}$/u)
  }
})

test('near names come nearest first, by name or title, each once, and none when all are far', () => {
  const known = [
    { name: 'plan', title: '年度计划' },
    { name: 'plan-task', title: '分解任务' },
    { name: 'roster-member', title: '成员单位' },
    { name: 'plan', title: '计划' },
  ]
  assert.deepEqual(near('plam', known), ['plan'])
  assert.deepEqual(near('plan', known), ['plan', 'plan-task'])
  assert.deepEqual(near('分解', known), ['plan-task'])
  assert.deepEqual(near('roster-memebr', known), ['roster-member'])
  assert.deepEqual(near('plan-tsak', known, 1), ['plan-task'])
  assert.deepEqual(near('qqqqqqqq', known), [])
})
