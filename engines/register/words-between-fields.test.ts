import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, longText, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { openCity } from '#testing'
import { defineRegister, record } from './index.ts'

/** A toy: whoever borrows a book says which; the rest its row says by itself. */
const book = defineRegister('toy-book', { title: '书', naming: 'name', fields: { name: text('书名') } })
const loan = defineRegister('toy-loan', {
  title: '借书',
  naming: 'name',
  owner: 'reader',
  fields: {
    book: record('书', book),
    why: longText('为什么借'),
    name: optional(text('书名')),
    library: optional(agency('哪家的书')),
    reader: optional(agency('借书单位')),
  },
  derives: { name: ['book', 'name'], library: ['book', 'agency'], reader: 'agency' },
  amends: ['why'],
})
const keeper = defineRole('toy-librarian', {
  title: '管书员',
  grants: [
    may(book, ['read'], 'all'),
    may(book, ['create'], 'own-agency'),
    may(loan, ['read', 'create'], 'own-agency'),
  ],
})
const library = defineSystem('toy-library', {
  ...{ title: '书架', owner: 'city-archives', parts: [book, loan, keeper], pages: [] },
})

test('a row says by itself who writes it, and what the row says that it names; nobody is asked, and nobody types it', async () => {
  const city = await openCity([library], '2024-09-27T10:00:00+08:00')
  try {
    const archive = await city.officer('city-archives-bureau', [keeper.name])
    const reader = await city.officer('city-industry-bureau', [keeper.name])
    const { id } = await archive.asks('POST', '/api/registers/toy-book', { name: '盐法通志' })
    const made = await reader.asks('POST', '/api/registers/toy-loan', { book: id, why: '查旧事' })
    assert.deepEqual(
      [made.name, made.library, made.reader, made.agency],
      ['盐法通志', 'city-archives-bureau', 'city-industry-bureau', 'city-industry-bureau'],
    )
    for (const typed of [{ name: '别的' }, { reader: 'city-archives-bureau' }, { library: 'city-industry-bureau' }])
      await city.refuses(
        reader.asks('POST', '/api/registers/toy-loan', { book: id, why: '查旧事', ...typed }),
        'register/wrong-fields',
      )
    const { steps } = (await reader.asks('GET', '/api/manifest')).registers['toy-loan']
    assert.deepEqual(
      steps.flatMap(({ asks }: { asks: string[] }) => asks),
      ['book', 'why'],
    )
  } finally {
    await city.house.close()
  }
})

test('what is derived is optional, from a row that is named for good, and is not amended: another declaration is none', () => {
  const fields = { ...loan.fields, title: text('题名') }
  const of = (derives: object, amends: readonly string[] = ['why']) =>
    defineRegister('toy-loose', { title: '借书', naming: 'why', fields, derives, amends } as never)
  assert.throws(() => of({ title: ['book', 'name'] }), /not optional/)
  assert.throws(() => of({ name: ['why', 'name'] }), /names no row/)
  assert.throws(() => of({ name: ['book', 'name'] }, ['book']), /may not be amended/)
})

test('no end is before its beginning, however it comes in; what is written of neither stays as it is', async () => {
  const stay = defineRegister('toy-stay', {
    ...{ title: '住宿', naming: 'who' },
    fields: { who: text('谁'), from: date('从哪一天'), until: optional(date('到哪一天')) },
    inOrder: [['from', 'until']],
  })
  const host = defineRole('toy-host', {
    title: '管房员',
    grants: [may(stay, ['read', 'create', 'amend'], 'own-agency')],
  })
  const inn = defineSystem('toy-inn', { ...{ title: '住', owner: 'city-archives', parts: [stay, host], pages: [] } })
  const city = await openCity([inn], '2024-09-27T10:00:00+08:00')
  try {
    const who = await city.officer('city-archives-bureau', [host.name])
    const comes = (from: string, until?: string) =>
      who.asks('POST', '/api/registers/toy-stay', { who: '客', from, ...(until && { until }) })
    const refused = await city.refuses(comes('2024-10-02', '2024-10-01'), 'register/wrong-fields')
    assert.match(refused.message, /到哪一天：不能早于从哪一天/)
    await comes('2024-10-02', '2024-10-02')
    const { id } = await comes('2024-10-02')
    const amends = (values: object, version: number) =>
      who.asks('PATCH', `/api/registers/toy-stay/${id}`, values, { 'if-match': `${version}` })
    await city.refuses(amends({ until: '2024-10-01' }, 1), 'register/wrong-fields')
    await amends({ until: '2024-10-05' }, 1)
    await city.refuses(amends({ from: '2024-10-06' }, 2), 'register/wrong-fields')
    await amends({ who: '来客' }, 2)
  } finally {
    await city.house.close()
  }
})
