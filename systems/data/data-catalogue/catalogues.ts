import { cycles, dataItem, dataResource, dataSystem } from '#commons/data-resource'
import { defineCatalogue, type DeclaredField } from '#platform'

/** How guarded a field is by what its declaration says of it: public, internal, personal, enciphered. */
const tierOf = ({ sensitivity, sealed }: DeclaredField) =>
  sealed ? 4 : ({ public: 1, internal: 2, personal: 3 } as const)[sensitivity]

const looked = 3
const frequencies = {
  realtime: 'CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  yearly: 'ANNUAL',
  other: 'IRREG',
} as const satisfies Record<keyof typeof cycles, string>

/** The city's one account of its public data (公共数据目录“一本账”). */
export const cityCatalogue = defineCatalogue('public-data', {
  title: '盐城市公共数据目录',
  publisher: 'city-data-bureau',
  says: '盐城市各部门掌握的公共数据：有什么、归谁、怎样共享、向社会开放哪些。',
  of: dataResource,
  items: dataItem,
  systems: dataSystem,
  origin: 'origin',
  key: 'name',
  compiles: {
    system: ({ title, agency }) => ({ title, at: agency, ours: true }),
    resource: ({ title, agency, system, law }, id) => ({
      title,
      provider: agency,
      system: id,
      summary: `“${system}”里的${title}，由本平台自动编入目录。${law ? `依据：${law}。` : ''}`,
      ...({ kind: 'department', theme: '政务服务', format: 'table', cycle: 'realtime', mounted: true } as const),
      ...({ sharing: 'conditional', condition: '因履行职责需要，经提供单位同意', opening: 'closed' } as const),
    }),
    item: (field, { published, before }) => {
      const tier = tierOf(field)
      const { title, type, standard } = field
      const looksFirst = published && tier >= looked && tier > (before ?? 0)
      return {
        ...{ title, type, standard, tier },
        ...(before === null && { opened: tier === 1 }),
        ...(before !== null && tier > 1 && { opened: false }),
        ...((before === null || looksFirst) && { standing: looksFirst ? ('review' as const) : ('inForce' as const) }),
      }
    },
    gone: { standing: 'gone' },
  },
  published: { field: 'standing', is: ['published'] },
  withdrawn: { field: 'standing', is: ['withdrawn'] },
  tier: 'tier',
  tells: (row) => ({
    code: row.code ?? '',
    title: row.title,
    summary: row.summary,
    theme: row.theme,
    access: row.sharing === 'none' ? 'NON_PUBLIC' : row.opening === 'open' ? 'PUBLIC' : 'RESTRICTED',
    frequency: frequencies[row.cycle],
    issued: row.publishedOn ?? '',
    open: row.opening !== 'closed',
    condition: row.opening === 'conditional' ? row.openCondition : row.opening === 'closed' ? row.condition : null,
  }),
  tellsItem: ({ name, title, type, tier, opened, standing }) => ({
    ...{ name, title, type, tier, listed: standing === 'inForce', open: opened && tier === 1 },
  }),
})
