import assert from 'node:assert/strict'
import { scenario, writesSheet } from '#testing'
import { verifyWarning } from './cases.ts'
import { household } from './registers.ts'
import { aidOfficer, dataProvider, householdVisitor } from './roles.ts'
import system from './system.ts'

const head = '320902195803150010'
const family = { headName: '顾建平', headNumber: head, village: '320902001001', members: 2, declaredIncome: 50_000 }
const told = {
  'taxed-wages': [
    'city-tax-bureau',
    { month: '2024-08', monthlyWage: 900_000 },
    { month: '2024-09', monthlyWage: 60_000 },
  ],
  'medical-costs': [
    'city-medical-insurance-bureau',
    { month: '2024-08', ownCost: 800_000 },
    { month: '2024-09', ownCost: 0 },
  ],
  disabilities: ['city-disabled-federation', { grade: 1, valid: true }, { grade: 1, valid: false }],
  unemployment: ['city-human-resources-bureau', { unemployed: true }, { unemployed: false }],
  deaths: ['city-civil-affairs-bureau', { diedOn: '2024-08-20' }, { diedOn: null }],
  vehicles: ['city-public-security-bureau', { count: 2 }, { count: 0 }],
} as const

scenario(
  'each rule raises a warning and clears; who tells, and who reads, is nobody but who may',
  system,
  async (city) => {
    const grid = await city.officer('tinghu-government', [householdVisitor.name], '网格员')
    const county = await city.officer('tinghu-civil-affairs-bureau', [aidOfficer.name], '救助专员')
    const { id } = await grid.asks('POST', '/api/registers/household', family)
    assert.equal((await county.asks('GET', `/api/registers/household/${id}`)).standing, 'watched')
    const wife = { household: id, name: '王桂英', number: '320902196307220029', relation: 'spouse' }
    await grid.asks('POST', '/api/registers/household-member', wife)
    const [member] = (await county.asks('GET', `/api/registers/household-member?filter.household=${id}`)).rows
    assert.deepEqual([member.region, member.number], ['320902001001', '320*************29'])
    for (const [dataset, [agency, raises, clears]] of Object.entries(told)) {
      const bureau = await city.officer(agency, [dataProvider.name])
      const tell = (row: object) =>
        bureau.asks('POST', `/api/datasets/${dataset}`, { rows: [{ citizen: head, ...row }] })
      assert.deepEqual(await tell(raises), { arrived: 1 })
      const kept = await city.house.database.read<{ about: object }>(
        { all: 'on' },
        "select about from kernel.event where kind like 'rule.%'",
      )
      assert.ok(
        kept.every(({ about }) => !('says' in about)),
        'what the log keeps for ever says nothing of the family',
      )
      const holding = async () =>
        (await county.asks('GET', `/api/findings/household/${id}`)).rows.filter((row: { holds: boolean }) => row.holds)
      assert.equal((await holding()).length, 1, dataset)
      await tell(clears)
      assert.deepEqual(await holding(), [], dataset)
    }
    assert.equal((await county.cases(verifyWarning)).length, 1, 'while one is open no other is opened')

    // A department tells its own data alone; nobody reads what was told without a right and a purpose.
    const tax = await city.officer('city-tax-bureau', [dataProvider.name])
    const row = { citizen: head, month: '2024-09', monthlyWage: 1 }
    await city.refuses(
      tax.asks('POST', '/api/datasets/vehicles', { rows: [{ citizen: head, count: 9 }] }),
      'identity/not-granted',
    )
    const wrong = await city.refuses(
      tax.asks('POST', '/api/datasets/taxed-wages', {
        rows: [row, { ...row, citizen: '123' }, { ...row, month: '九月' }],
      }),
      'exchange/not-told',
    )
    assert.match(wrong.message, /第 2 行.*第 3 行/)
    // The same in a sheet, row by row: the wrong row comes back with its reason, and no other bureau's sheet is taken.
    const kinds = { 公民身份号码: 'text', 月份: 'text', '月工资（元）': 'money' } as const
    const sheet = await tax.brings(
      '工资.xlsx',
      await writesSheet(kinds, [
        { 公民身份号码: head, 月份: '2024-07', '月工资（元）': 4500.5 },
        { 公民身份号码: '123', 月份: '2024-07', '月工资（元）': 1 },
      ]),
    )
    const at = '/api/datasets/taxed-wages/sheet'
    const job = await tax.finishes(await tax.asks('POST', at, { file: sheet.id, name: '工资.xlsx' }))
    assert.match(job.says, /办成 1 行，退回 1 行/)
    await city.refuses(
      tax.asks('POST', '/api/datasets/vehicles/sheet', { file: sheet.id, name: '工资.xlsx' }),
      'identity/not-granted',
    )
    const asked = { key: head, purpose: '核对申报收入' }
    await city.refuses(grid.asks('POST', '/api/datasets/taxed-wages/read', asked), 'identity/not-granted')
    const known = await county.asks('POST', '/api/datasets/taxed-wages/read', asked)
    assert.deepEqual(known.rows.map(({ values }: { values: object }) => values)[2], {
      ...{ citizen: '320*************10', month: '2024-08', monthlyWage: 900_000 },
    })
    const gu = await city.citizen('gu', '顾建平', head)
    assert.ok(
      (await gu.asks('GET', '/api/looks')).rows.some(({ purpose }: { purpose: string }) => purpose === asked.purpose),
    )
  },
)

scenario('a family that hides wages is visited, or the county hears of it', system, async (city) => {
  const gu = await city.citizen('gu', '顾建平', head)
  const grid = await city.officer('tinghu-government', [householdVisitor.name], '网格员')
  const county = await city.officer('tinghu-civil-affairs-bureau', [aidOfficer.name], '救助专员')
  const other = await city.officer('yandu-civil-affairs-bureau', [aidOfficer.name], '外县专员')
  const tax = await city.officer('city-tax-bureau', [dataProvider.name])
  const { id: home } = await grid.asks('POST', '/api/registers/household', family)
  const son = { household: home, name: '顾小平', number: '320902198703150017', relation: 'child' }
  await grid.asks('POST', '/api/registers/household-member', son)
  await tax.asks('POST', '/api/datasets/taxed-wages', {
    rows: [{ citizen: head, month: '2024-08', monthlyWage: 900_000 }],
  })
  const [warning] = await grid.cases(verifyWarning)
  const id = warning?.id as string
  assert.match((await grid.reads(verifyWarning, id)).facts.warning, /申报月收入 500.00 元，2024-08 个税工资 9000.00 元/)
  assert.deepEqual(await other.cases(verifyWarning), [])

  // He is told in plain words, sees his own matter, and says what there is to say.
  assert.match((await gu.inbox())[0]?.says, /上门看看/)
  // Their own name, masked, would tell them nothing: what it is stands there.
  assert.equal((await gu.inbox())[0]?.title, verifyWarning.title)
  const { rows: mine } = await gu.asks('GET', '/api/matters')
  assert.deepEqual(
    mine.map(({ title }: { title: string }) => title),
    [verifyWarning.title],
  )
  await gu.does(verifyWarning, id, 'explain', { words: '工资是儿子用我的名字领的。' })
  await city.waits({ workingDays: 6 })
  assert.equal((await grid.reads(verifyWarning, id)).state, 'escalated')
  await city.refuses(county.does(verifyWarning, id, 'assist', { aid: 'basic', words: '可' }), 'case/out-of-order')
  await grid.does(verifyWarning, id, 'visit', { seen: '户主独居，无业，工资确系他人冒领。', photos: [] })
  await city.refuses(grid.does(verifyWarning, id, 'leave', { words: '退出' }), 'identity/not-granted')
  const todo = async (one: typeof county) => (await one.inbox()).filter(({ kind }) => kind === 'todo').length
  assert.deepEqual(
    [await todo(county), await todo(other), await todo(grid)],
    [1, 0, 0],
    'the county decides, and is told',
  )
  await county.does(verifyWarning, id, 'assist', { aid: 'basic', words: '生活困难，纳入低保。' })
  const [row] = await county.lists(household)
  assert.deepEqual([row?.standing, row?.aid], ['assisted', 'basic'])
  const seen = await gu.reads(verifyWarning, id)
  assert.deepEqual([seen.state, seen.trail.length], ['closed', 5])
  assert.match(JSON.stringify(seen.trail), /纳入低保/)
  // Who lives with him is read with his matter, though he reads no register; another county reads neither.
  assert.deepEqual(
    [seen.record.headName, seen.nested['household-member'].rows.map(({ name }: { name: string }) => name)],
    ['顾建平', ['顾小平']],
  )
})
