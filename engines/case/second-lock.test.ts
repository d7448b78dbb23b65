import assert from 'node:assert/strict'
import { test } from 'node:test'
import { integer, text } from '#kernel/field'
import { newId, type Row, type Tx } from '#kernel/database'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { entitled } from '#engines/identity/run'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { act } from './acting.ts'
import { defineCase } from './index.ts'

/** A toy: a bridge is checked by who looks after it, and handed on to whom it falls to. */
const bridge = defineRegister('toy-bridge', {
  title: '桥',
  naming: 'name',
  owner: 'keeper',
  fields: { name: text('名称'), keeper: agency('养护单位'), load: integer('限载', { min: 0, unit: 't' }) },
  sorts: ['name'],
})
const watch = defineCase('watch-bridge', {
  title: '看桥',
  subject: bridge,
  opensOn: 'created',
  holder: 'keeper',
  initial: 'watched',
  states: {
    watched: {
      title: '看护',
      awaits: 'close',
      actions: {
        handOn: {
          title: '移交',
          to: 'stays',
          form: { keeper: agency('移交给') },
          amends: { keeper: 'keeper' },
        },
        close: { title: '停用', to: 'closed' },
      },
    },
    closed: { title: '停用', final: true },
  },
})
const keeper = defineRole('bridge-keeper', {
  title: '护桥员',
  grants: [may(bridge, ['read', 'create'], 'own-agency'), may(watch, ['read', 'handOn', 'close'], 'own-agency')],
})
const bridges = defineSystem('toy-bridges', {
  title: '桥梁',
  owner: 'city-archives',
  parts: [bridge, watch, keeper],
  pages: [],
})

/** What a transaction reaches of everything that a scope guards, and what it can change of it. */
async function reached(tx: Tx) {
  const names = async (text: string) => (await tx.query<Row>(text)).map(({ name }) => name as string)
  return {
    rows: await names('select name from record.toy_bridge order by name'),
    cases: await names('select title as name from casework.case order by title'),
    steps: await names('select action as name from casework.step order by id'),
    changed: await names('update record.toy_bridge set load = load returning name'),
    inboxes: await names('select title as name from notice.entry'),
    sums: await names('select indicator as name from measure.sum'),
    entries: await names('select title as name from search.entry'),
    events: await names('select kind as name from kernel.event'),
  }
}

test('to its end an act reaches what its actor reaches and the rows it holds, and nothing beside', async () => {
  const city = await openCity([bridges], '2024-09-27T10:00:00+08:00')
  try {
    const archives = await city.officer('city-archives', ['bridge-keeper'])
    const bureau = await city.officer('city-data-bureau', ['bridge-keeper'])
    const [east] = await Promise.all(
      (
        [
          [archives, '东桥'],
          [bureau, '西桥'],
        ] as const
      ).map(([by, name]) =>
        by.asks('POST', '/api/registers/toy-bridge', {
          ...{ name, load: 10 },
          keeper: by === archives ? 'city-archives' : 'city-data-bureau',
        }),
      ),
    )
    const [own] = await archives.cases(watch)
    const person = newId(city.house.clock.now())
    const actor = {
      ...{ person, name: '护桥员', position: person, agency: 'city-archives', areas: [] },
      roles: ['bridge-keeper'],
    }
    const by = { actor: entitled(city.house, actor), at: city.house.clock.now() }
    let seen: Awaited<ReturnType<typeof reached>> | undefined
    const asked = { action: 'handOn', version: 1, form: { keeper: 'city-data-bureau' } }
    await act(city.house.database, watch, own?.id, asked, by, async (tx, doing) => {
      const whole = await doing()
      seen = await reached(tx)
      return whole
    })
    assert.deepEqual(seen, {
      rows: ['东桥'],
      cases: ['东桥'],
      steps: ['open', 'handOn'],
      changed: ['东桥'],
      ...{ inboxes: [], sums: [], entries: [], events: [] },
    })
    // What was handed on is the new keeper's, row and case, and no longer the former's.
    assert.deepEqual(await archives.cases(watch), [])
    await city.refuses(archives.asks('GET', `/api/registers/toy-bridge/${east?.id}`), 'register/not-found')
    assert.equal((await bureau.asks('GET', `/api/registers/toy-bridge/${east?.id}`)).agency, 'city-data-bureau')
    assert.deepEqual((await bureau.cases(watch)).map(({ title }) => title).toSorted(), ['东桥', '西桥'])
  } finally {
    await city.house.close()
  }
})
