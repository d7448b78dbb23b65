import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import {
  area,
  choices,
  decimal,
  email,
  instant,
  integer,
  line,
  money,
  optional,
  photos,
  point,
  text,
  timeOfDay,
  url as webAddress,
} from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { openCity, writesSheet } from '#testing'
import { anyArea, anyLine } from '../../testing/shapes.ts'
import { checkRegisters } from './evidence.ts'
import { defineRegister, tableText } from './index.ts'

/** A toy: beds that homes for the elderly offer, with a word of every kind that a value could be lost in. */
const bed = defineRegister('toy-bed', {
  title: '床位',
  naming: 'name',
  fields: {
    name: text('名称'),
    batch: integer('批次'),
    price: money('价格', { min: -999_999_999_999_999, per: 'month' }),
    deposit: optional(money('押金', { min: 100, max: 5_000_000 })),
    opened: optional(instant('启用时刻')),
    care: choices('服务', { day: '日托', night: '全托', meals: '助餐、送餐', wash: '助浴' }),
    mail: optional(email()),
    site: optional(webAddress('网站')),
    visits: optional(timeOfDay('探视开始')),
    area: optional(decimal('面积', { unit: '平方米', places: 3 })),
    place: optional(point('位置')),
    plot: optional(area('地块')),
    road: optional(line('路线')),
    shots: optional(photos('照片')),
  },
  filters: ['batch', 'price', 'opened', 'care', 'visits', 'area', 'place'],
  sorts: ['price', 'opened', 'visits', 'area'],
})
const keeper = defineRole('bed-keeper', {
  title: '登记人员',
  grants: [may(bed, ['read', 'create', 'amend'], 'own-agency')],
})
const beds = defineSystem('toy-beds', { title: '床位', owner: 'city-archives', parts: [bed, keeper], pages: [] })

const city = await openCity([beds])
after(() => city.house.close())
const clerk = await city.officer('city-archives', ['bed-keeper'])
const url = '/api/registers/toy-bed'
const plain = { name: '一号床', batch: 0, price: 120_000, care: [] }
const fields = Object.keys(bed.fields)
const declared = (row: Record<string, unknown>) => Object.fromEntries(fields.map((name) => [name, row[name] ?? null]))

const hour = fc.integer({ min: 0, max: 23 }).map((n) => String(n).padStart(2, '0'))
const minute = fc.integer({ min: 0, max: 59 }).map((n) => String(n).padStart(2, '0'))
const decimals = (min: number, max: number, places: number) =>
  fc
    .integer({ min: min * 10 ** places, max: max * 10 ** places })
    .map((n) => Number((n / 10 ** places).toFixed(places)))
const mayBe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const row = fc.record({
  price: fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  ),
  deposit: mayBe(fc.integer({ min: 100, max: 5_000_000 })),
  opened: mayBe(
    fc
      .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T23:59:59Z'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  ),
  care: fc.subarray(['day', 'night', 'meals', 'wash']),
  mail: mayBe(fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.(cn|org)$/)),
  site: mayBe(fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] })),
  visits: mayBe(fc.tuple(hour, minute).map((parts) => parts.join(':'))),
  area: mayBe(decimals(0, 100_000, 3)),
  place: mayBe(fc.record({ lat: decimals(3, 54, 6), lon: decimals(73, 136, 6) }, { noNullPrototype: true })),
  plot: mayBe(anyArea()),
  road: mayBe(anyLine()),
})

test('law: what is accepted comes back the same: made, read, corrected with nothing new, out in a workbook and in again', async () => {
  let batch = 0
  const sorted = (rows: object[]) => rows.map((one) => JSON.stringify(one)).toSorted()
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      batch += 1
      const given = rows.map((one, i) => ({ ...one, name: `${batch} 之 ${i}`, batch }))
      for (const one of given) {
        const made = await clerk.asks('POST', url, one)
        assert.deepEqual(declared(made), declared(one))
        const read = await clerk.asks('GET', `${url}/${made.id}`)
        assert.deepEqual(declared(read), declared(one))
        const same = await clerk.asks('PATCH', `${url}/${made.id}`, one, { 'if-match': '1' })
        assert.equal(same.version, 1, 'what changes nothing is no version')
      }
      const job = await clerk.finishes(await clerk.asks('POST', `${url}/export`, { query: `filter.batch=${batch}` }))
      const file = await clerk.brings('床位.xlsx', (await clerk.raw('GET', job.path)).rawPayload)
      const taken = await clerk.finishes(await clerk.asks('POST', `${url}/sheet`, { file: file.id, name: '床位.xlsx' }))
      assert.match(taken.says, new RegExp(`${given.length} 行`))
      const kept = await clerk.lists(bed, `&filter.batch=${batch}`)
      assert.deepEqual(sorted(kept.map(declared)), sorted([...given, ...given].map(declared)))
    }),
    { numRuns: 8 },
  )
  const found = await city.house.database.write({ all: 'on' }, async (tx) => {
    const all: unknown[] = []
    for await (const one of checkRegisters([bed])((...asked) => tx.query(...asked))) all.push(one)
    return all
  })
  assert.deepEqual(found, [], 'records are what their versions say')
})

test('one instant, one order of choices, six decimals of a place: whichever way they are written they are kept in one', async () => {
  const made = await clerk.asks('POST', url, {
    ...plain,
    opened: '2024-11-20T09:30:00+08:00',
    care: ['wash', 'day'],
    place: { lon: 120.16140000004, lat: 33.3477 },
  })
  assert.equal(made.opened, '2024-11-20T01:30:00.000Z')
  assert.deepEqual(made.care, ['day', 'wash'])
  assert.deepEqual(made.place, { lat: 33.3477, lon: 120.1614 })
  const again = { opened: '2024-11-20T01:30:00Z', care: ['day', 'wash'], place: { lat: 33.3477, lon: 120.1614 } }
  const same = await clerk.asks('PATCH', `${url}/${made.id}`, again, { 'if-match': '1' })
  assert.equal(same.version, 1)
})

/** Each with a part of the sentence that refuses it. */
const hostile: [field: string, value: unknown, says: string][] = [
  ['price', 1.5, '价格'],
  ['price', '120000', '价格：类型不对'],
  ['price', 1e15, '价格：不能大于 9999999999999.99 元'],
  ['deposit', 99, '押金：不能小于 1.00 元'],
  ['deposit', 5_000_001, '押金：不能大于 50000.00 元'],
  ['opened', '2024-11-20T09:30:00', '启用时刻：应为带时区的日期和时间'],
  ['opened', '2024-02-30T09:30:00Z', '启用时刻：应为带时区的日期和时间'],
  ['opened', '0000-01-01T00:00:00Z', '启用时刻：应在 1900 年至 2199 年之间'],
  ['opened', '9999-12-31T23:59:59-23:59', '启用时刻：应在 1900 年至 2199 年之间'],
  ['opened', 1732066200000, '启用时刻：类型不对'],
  ['opened', 'now', '启用时刻：应为带时区的日期和时间'],
  ['care', ['day', 'day'], '服务：同一项选了不止一次'],
  ['care', ['feast'], '服务：不在可选的范围内'],
  ['care', [null], '服务：请选择一项'],
  ['care', 'day', '服务：类型不对'],
  ['mail', 'a@b', '电子邮箱：应为电子邮箱'],
  ['mail', 'a@b.cn\nbcc: c@d.cn', '电子邮箱：应为电子邮箱'],
  ['mail', `${'a'.repeat(250)}@b.cn`, '电子邮箱：不能超过 254 个字'],
  ['site', 'javascript:alert(1)', '网站：应为以 http'],
  ['site', 'https://bank.cn@evil.example/', '网站：应为以 http'],
  ['site', ' https://a.cn/', '网站：前后不能有空格'],
  ['mail', 'a@b.cn ', '电子邮箱：前后不能有空格'],
  ['site', '//a.cn', '网站：应为以 http'],
  ['visits', '24:00', '探视开始：应为 时:分'],
  ['visits', '9:30', '探视开始：应为 时:分'],
  ['area', 1.2345, '面积：最多 3 位小数'],
  ['place', { lat: 120, lon: 33 }, '位置：纬度应在 3 至 54 度之间'],
  ['place', { lat: 33 }, '位置：必须填写'],
  ['place', { lat: 33, lon: 120, alt: 3 }, '位置：没有这样的字段 alt'],
  ['place', [33, 120], '位置：类型不对'],
]

/** Each with a part of the sentence that refuses it; [field, type, coordinates, …]. */
const misshapen: [field: string, type: string, coordinates: unknown, says: string][] = [
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33],
        [121, 34],
        [121, 33],
        [120, 34],
      ],
    ],
    '地块：外边界第 1 角到第 2 角的边与第 3 角到第 4 角的边相交或相接',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33],
        [121, 33],
      ],
    ],
    '地块：外边界至少要有三个不同的角',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33],
        [120.0000001, 33],
        [121, 33],
      ],
    ],
    '地块：外边界至少要有三个不同的角',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33],
        [121, 34],
        [122, 35],
      ],
    ],
    '地块：外边界的角都在一条直线上，没有面积',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33],
        [121, 33],
        [120, 34],
      ],
      [
        [122, 33],
        [123, 33],
        [122, 34],
      ],
    ],
    '地块：第 1 个洞不在外边界里面',
  ],
  ['plot', 'Polygon', [], '地块：应有一圈外边界'],
  [
    'plot',
    'Polygon',
    [
      [
        [33, 120],
        [34, 120],
        [33, 121],
      ],
    ],
    '地块：经度应在 73 至 136 度之间',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        [120, 33, 5],
        [121, 33, 5],
        [120, 34, 5],
      ],
    ],
    '地块：应为 [经度, 纬度] 两个数',
  ],
  [
    'plot',
    'Polygon',
    [
      [
        ['120', 33],
        [121, 33],
        [120, 34],
      ],
    ],
    '地块：类型不对',
  ],
  [
    'plot',
    'MultiPolygon',
    [
      [
        [
          [120, 33],
          [121, 33],
          [120, 34],
        ],
      ],
    ],
    '地块：应为多边形（Polygon）',
  ],
  ['plot', 'Polygon', null, '地块：必须填写'],
  ['plot', 'Polygon', [Array.from({ length: 1501 }, (_, i) => [120 + i / 1e4, 33])], '地块：不能多于 1500 个'],
  [
    'road',
    'LineString',
    [
      [120, 33],
      [120, 33],
    ],
    '路线：至少要有两个不同的点',
  ],
  [
    'road',
    'Polygon',
    [
      [120, 33],
      [121, 33],
    ],
    '路线：应为折线（LineString）',
  ],
  ['road', 'LineString', [[120, 33], [121]], '路线：应为 [经度, 纬度] 两个数'],
]
hostile.push(
  ...misshapen.map(([field, type, coordinates, says]): (typeof hostile)[number] => [
    field,
    { type, coordinates },
    says,
  ]),
  [
    'road',
    {
      type: 'LineString',
      coordinates: [
        [120, 33],
        [121, 33],
      ],
      crs: {},
    },
    '路线：没有这样的字段 crs',
  ],
  ['road', 'LINESTRING(120 33,121 33)', '路线：类型不对'],
)

test('a ring is closed and turned for the writer, to six decimals; written in any way it is no new version', async () => {
  const made = await clerk.asks('POST', url, {
    ...plain,
    plot: {
      coordinates: [
        [
          [120, 33],
          [120, 34],
          [121.00000004, 33],
        ],
      ],
      type: 'Polygon',
    },
    road: {
      type: 'LineString',
      coordinates: [
        [120, 33],
        [120.0000001, 33],
        [121, 33],
      ],
    },
  })
  const coordinates = [
    [
      [120, 33],
      [121, 33],
      [120, 34],
      [120, 33],
    ],
  ]
  assert.deepEqual(made.plot, { type: 'Polygon', coordinates })
  assert.deepEqual(made.road, {
    type: 'LineString',
    coordinates: [
      [120, 33],
      [121, 33],
    ],
  })
  const again = {
    plot: {
      type: 'Polygon',
      coordinates: [
        [
          [120, 33],
          [120, 34],
          [121, 33],
        ],
      ],
    },
  }
  assert.equal((await clerk.asks('PATCH', `${url}/${made.id}`, again, { 'if-match': '1' })).version, 1)
  await city.refuses(clerk.asks('GET', `${url}?filter.plot=1`), 'register/no-such-filter')
})

test('hostile values are refused with a sentence, when a row is made and when it is corrected', async () => {
  const made = await clerk.asks('POST', url, plain)
  for (const [field, value, says] of hostile) {
    const wrong = await city.refuses(clerk.asks('POST', url, { ...plain, [field]: value }), 'register/wrong-fields')
    assert.ok(wrong.message.includes(says), `${JSON.stringify(value)}: ${wrong.message}`)
    const patch = clerk.asks('PATCH', `${url}/${made.id}`, { [field]: value }, { 'if-match': '1' })
    assert.ok((await city.refuses(patch, 'register/wrong-fields')).message.includes(says), JSON.stringify(value))
  }
})

test('a list is filtered and sorted by them, and what cannot be is refused', async () => {
  const batch = 9000
  for (const [name, price, care, opened, visits, area] of [
    ['甲', 100, ['day'], '2024-01-01T00:00:00Z', '08:00', 10.5],
    ['乙', 90_000_000_000, ['night', 'wash'], '2024-06-01T00:00:00.001Z', '09:30', 20.125],
    ['丙', -5, [], null, null, null],
  ] as const)
    await clerk.asks('POST', url, { ...{ name, batch, price, care, opened, visits, area } })
  const names = async (query: string) =>
    (await clerk.lists(bed, `&filter.batch=${batch}${query}`)).map((one) => one.name).join('')
  assert.equal(await names('&sort=-price'), '乙甲丙')
  assert.equal(await names('&sort=opened'), '甲乙丙')
  assert.equal(await names('&sort=-visits'), '乙甲丙')
  assert.equal(await names('&sort=area'), '甲乙丙')
  assert.equal(await names('&filter.price.from=100&sort=price'), '甲乙')
  assert.equal(await names('&filter.care=day,wash&sort=price'), '甲乙')
  assert.equal(await names(`&filter.opened.from=${encodeURIComponent('2024-06-01T08:00:00+08:00')}`), '乙')
  assert.equal(await names('&filter.opened.from=2024-01-01&filter.opened.until=2024-01-01'), '甲')
  assert.equal(await names('&filter.opened.until=2023-12-31'), '')
  assert.equal(await names('&filter.visits.until=09:00'), '甲')
  assert.equal(await names('&filter.area=20.125'), '乙')
  assert.equal(await names('&filter.care=feast'), '')
  const page = await clerk.asks('GET', `${url}?filter.batch=${batch}&sort=opened&limit=1`)
  const next = await clerk.asks('GET', `${url}?filter.batch=${batch}&sort=opened&limit=1&after=${page.next}`)
  assert.equal(next.rows[0].name, '乙')
  for (const query of ['opened=2024', 'price=1.5', 'area=many', 'place=1'])
    await city.refuses(clerk.asks('GET', `${url}?filter.${query}`), 'register/no-such-filter')
})

test('several choices are found through an index, and by the words of their labels', async () => {
  assert.match(tableText(bed), /create index on record\.toy_bed using gin \("care"\);/)
  await clerk.asks('POST', url, { ...plain, name: '可助浴的床', care: ['wash'] })
  const { rows } = await clerk.asks('GET', `/api/search?q=${encodeURIComponent('助浴 可')}`)
  assert.ok(rows.some((one: { title: string }) => one.title === '可助浴的床'))
})

test('a workbook takes them as people write them, and says what is wrong with the rest', async () => {
  const written = await writesSheet(
    {
      '押金（元）': 'money',
      电子邮箱: 'text',
      网站: 'text',
      '面积（平方米）': 'number',
      名称: 'text',
      批次: 'integer',
      '价格（元/月）': 'text',
      服务: 'text',
      启用时刻: 'text',
      探视开始: 'text',
      '位置（纬度 经度）': 'text',
      '地块（WKT）': 'text',
      '路线（WKT）': 'text',
    },
    [
      {
        名称: '手填',
        批次: 9100,
        '价格（元/月）': '1,234.5',
        服务: '助浴，助餐、送餐',
        启用时刻: '2024-11-20 09:30',
        探视开始: '9:30',
        '位置（纬度 经度）': '33.3477，120.1614',
        '地块（WKT）': 'Polygon ((120 33, 121 33, 120 34))',
        '路线（WKT）': '120，33\n121，34',
      },
      {
        名称: '错的',
        批次: 9100,
        '价格（元/月）': '1.005',
        服务: '按摩',
        启用时刻: '昨天',
        探视开始: '25:00',
        '位置（纬度 经度）': '北纬',
        '地块（WKT）': 'POLYGON((120 33,121 34,121 33,120 34))',
      },
    ],
  )
  const file = await clerk.brings('床位.xlsx', written)
  const job = await clerk.finishes(await clerk.asks('POST', `${url}/sheet`, { file: file.id, name: '床位.xlsx' }))
  assert.match(job.says, /1 行.*1 行/)
  const [kept, ...more] = await clerk.lists(bed, '&filter.batch=9100')
  assert.equal(more.length, 0)
  assert.deepEqual(
    [kept?.price, kept?.care, kept?.opened, kept?.visits, kept?.place],
    [123_450, ['meals', 'wash'], '2024-11-20T01:30:00.000Z', '09:30', { lat: 33.3477, lon: 120.1614 }],
  )
  assert.deepEqual(kept?.plot?.coordinates, [
    [
      [120, 33],
      [121, 33],
      [120, 34],
      [120, 33],
    ],
  ])
  assert.deepEqual(kept?.road?.coordinates, [
    [120, 33],
    [121, 34],
  ])
})

test('a photograph keeps when and where it was taken, is read by whoever reads its row, and nothing else passes for one', async () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex')
  const brought = await clerk.brings('现场.png', png)
  const shot = { ...brought, takenAt: '2024-08-26T09:00:00+08:00' }
  const place = { lat: 33.3477, lon: 120.1614 }
  const made = await clerk.asks('POST', url, { ...plain, shots: [{ ...shot, place }] })
  const kept = { ...shot, takenAt: '2024-08-26T01:00:00.000Z', place }
  assert.deepEqual(made.shots, [kept])
  const same = await clerk.asks('PATCH', `${url}/${made.id}`, { shots: [kept] }, { 'if-match': '1' })
  assert.equal(same.version, 1)
  const colleague = await city.officer('city-archives', ['bed-keeper'])
  const seen = await colleague.raw('GET', `/api/files/${brought.id}/${encodeURIComponent('现场.png')}`)
  assert.deepEqual([seen.statusCode, seen.headers['content-type']], [200, 'image/png'])
  const paper = await clerk.brings('文件.pdf', Buffer.from('%PDF-1.7'))
  for (const [value, says] of [
    [paper, '照片：应为照片（jpg、png 或 gif）'],
    [{ ...paper, type: 'image/png' }, '照片：应为照片（jpg、png 或 gif）'],
    [{ ...shot, takenAt: '昨天' }, '照片：应为带时区的日期和时间'],
    [{ ...shot, place: { lat: 0, lon: 0 } }, '纬度应在 3 至 54 度之间'],
    [null, '照片：必须填写'],
  ] as const) {
    const wrong = city.refuses(clerk.asks('POST', url, { ...plain, shots: [value] }), 'register/wrong-fields')
    assert.ok((await wrong).message.includes(says), (await wrong).message)
    const patch = clerk.asks('PATCH', `${url}/${made.id}`, { shots: [value] }, { 'if-match': '1' })
    await city.refuses(patch, 'register/wrong-fields')
  }
  const renamed = clerk.asks('POST', url, { ...plain, shots: [{ ...paper, name: '文件.png', type: 'image/png' }] })
  await city.refuses(renamed, 'file/not-uploaded')
})

test('the interface says how each is written', async () => {
  const { components } = await clerk.asks('GET', '/openapi.json?tag=toy-beds')
  const { price, opened, care, mail, site, place, plot, road } = components.schemas['toy-bed.new'].properties
  assert.deepEqual([price.type, price.description], ['integer', '价格（分/月，整数）'])
  assert.match(JSON.stringify(opened), /"format":"date-time".*世界时|世界时.*"format":"date-time"/)
  assert.deepEqual(care.items.enum, ['day', 'night', 'meals', 'wash'])
  assert.match(JSON.stringify(place), /"minimum":73/)
  assert.match(
    JSON.stringify(plot),
    /"const":"Polygon".*"examples":\[\{"type":"Polygon"|"examples":\[\{"type":"Polygon".*"const":"Polygon"/,
  )
  assert.match(JSON.stringify(road), /"LineString".*RFC 7946|RFC 7946.*"LineString"/)
  assert.match(JSON.stringify(mail), /"format":"email"/)
  assert.match(JSON.stringify(site), /"format":"uri"/)
})
