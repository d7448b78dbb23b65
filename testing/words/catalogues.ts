/** The shortest example of every word for a catalogue of data; `docs/words.md` is read off them. */
import { defineCatalogue, defineRegister, defineRole, field, may, type DeclaredField } from '#platform'

const place = defineRegister('reading-system', {
  title: '馆内系统',
  naming: 'title',
  fields: { title: field.text('名称'), at: field.agency('哪个馆') },
})
const holding = defineRegister('reading-holding', {
  title: '馆里的数据',
  naming: 'title',
  owner: 'at',
  fields: {
    title: field.text('名称'),
    at: field.agency('哪个馆'),
    origin: field.optional(field.text('馆内哪一份')),
    system: field.optional(field.record('系统', place)),
    tier: field.optional(field.integer('敏感等级', { max: 4 })),
    standing: field.choice('状态', { draft: '编制中', on: '已发布', off: '已撤下' }),
  },
  defaults: { standing: 'draft' },
  moved: ['origin', 'tier', 'standing'],
})
const part = defineRegister('reading-holding-field', {
  title: '数据项',
  naming: 'title',
  under: 'holding',
  fields: {
    holding: field.record('数据', holding),
    name: field.text('英文名'),
    title: field.text('名称'),
    type: field.text('类型'),
    tier: field.integer('敏感等级', { max: 4 }),
    gone: field.yesNo('已取消'),
  },
  defaults: { gone: false },
})

// DeclaredField
export const tierOf = ({ sensitivity }: DeclaredField) => (sensitivity === 'public' ? 1 : 3)

// defineCatalogue
export const holdings = defineCatalogue('library-data', {
  title: '图书馆数据目录',
  publisher: 'city-library',
  says: '全市图书馆有哪些数据。',
  of: holding,
  items: part,
  systems: place,
  origin: 'origin',
  key: 'name',
  compiles: {
    system: ({ title, agency }) => ({ title, at: agency }),
    resource: ({ title, agency }, system) => ({ title, at: agency, system }),
    item: (declared) => ({ title: declared.title, type: declared.type, tier: tierOf(declared), gone: false }),
    gone: { gone: true },
  },
  published: { field: 'standing', is: ['on'] },
  withdrawn: { field: 'standing', is: ['off'] },
  tier: 'tier',
  tells: ({ title }) => ({
    ...{ code: title, title, summary: title, theme: '文化', issued: '2024-09-01', condition: null },
    ...{ access: 'PUBLIC', frequency: 'DAILY', open: true },
  }),
  tellsItem: ({ name, title, type, tier, gone }) => ({ name, title, type, tier, listed: !gone, open: tier === 1 }),
})

export const reader = defineRole('data-reader', {
  title: '找数据的人',
  heldBy: 'everyone',
  grants: [may(holdings, ['open'], 'all')],
})
