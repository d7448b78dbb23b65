import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { planFile } from '#city'
import { official, openCity, scenario, type City, type Person } from '#testing'
import { countySupervision, planAdoption, taskSupervision } from './cases.ts'
import { importPlan } from './documents.ts'
import { plan, planDoubt, planItem, planTarget, planTask } from './registers.ts'
import system from './system.ts'

const ours = readFileSync(planFile)
const bureauOf = (city: City) => city.officer('city-data-bureau', ['plan-supervisor'], '周明远')
const networkOf = (city: City) => city.officer('city-cyberspace-office', ['task-officer'], '王安')

async function imported(bureau: Person, name = '2024年要点.txt', content: Buffer | string = ours): Promise<string> {
  return (await bureau.imports(importPlan, name, content)).path.split('/').at(-1)
}
const within = (id: string) => `&filter.plan=${id}`

async function confirmed(bureau: Person): Promise<string> {
  const id = await imported(bureau)
  const [adoption] = await bureau.cases(planAdoption, `&subject=${id}`)
  await bureau.does(planAdoption, adoption?.id, 'confirm')
  return id
}

/** What every version of the plan must read as, whatever its words. */
async function readsAsThePlan(bureau: Person, id: string) {
  const [items, tasks, targets, doubts] = await Promise.all(
    [planItem, planTask, planTarget, planDoubt].map((register) => bureau.lists(register, within(id))),
  )
  assert.equal(items?.length, 28)
  assert.deepEqual([...new Set(items?.map((item) => item.chapterNumber))], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  assert.equal(tasks?.length, 45)
  const groups = Map.groupBy(tasks ?? [], (task) => task.group as string)
  assert.deepEqual(
    [...groups].map(([group, rows]) => [group, new Set(rows.map((row) => row.number)).size]),
    [
      ['体系保障', 5],
      ['数字经济', 6],
      ['数字社会', 6],
      ['数字政府', 5],
      ['营造发展环境', 3],
    ],
  )
  assert.deepEqual(
    items?.map((item) => [item.number, item.tasks]),
    [
      ...Array.from({ length: 15 }, (_, i) => [i + 1, `${i + 1}`]),
      [16, '16'],
      [17, '16'],
      [18, '16'],
      [19, '17'],
      [20, '17'],
      ...[21, 22, 23, 24, 25, 26, 27, 28].map((n) => [n, `${n - 3}`]),
    ],
  )
  const due = (number: number, part = 1) => tasks?.find((task) => task.number === number && task.part === part)
  assert.deepEqual(
    [due(1)?.dueOn, due(3)?.dueOn, due(12, 3)?.dueOn, due(17)?.dueOn, due(10, 3)?.dueOn],
    ['2025-01-31', '2024-08-31', '2025-04-30', '2024-12-31', null],
  )
  assert.equal(due(10, 3)?.ongoing, true)
  assert.deepEqual(
    [due(11)?.lead, due(11)?.support.length, due(13, 5)?.support.length, due(12, 8)?.lead],
    ['city-industry-bureau', 5, 5, 'city-archives-bureau'],
  )
  assert.deepEqual(
    targets
      ?.map((target) => [target.comparator, target.value, target.unit, target.kind])
      .toSorted((a, b) => a[1] - b[1]),
    [
      ['eq', 1, '项', 'recurring'],
      ['eq', 3, '家', 'count'],
      ['eq', 10, '个', 'count'],
      ['eq', 13, '项', 'count'],
      ['eq', 30, '个', 'count'],
      ['eq', 35, '家', 'count'],
      ['ge', 50, '个', 'count'],
      ['eq', 65, '个', 'count'],
      ['eq', 100, '%', 'rate'],
      ['eq', 100, '个', 'count'],
      ['eq', 600, '项', 'count'],
      ['eq', 2000, '项', 'count'],
      ['eq', 10_000, '人', 'cumulative'],
      ['gt', 50_000_000, '元', 'cumulative'],
    ],
  )
  const numberOf = (itemId: string) => items?.find((item) => item.id === itemId)?.number as number
  const about = (kind: string) =>
    [...new Set(doubts?.filter((doubt) => doubt.kind === kind).map((doubt) => numberOf(doubt.item)))].toSorted(
      (a, b) => a - b,
    )
  assert.deepEqual(
    [about('title'), about('agency'), about('deadline'), about('roster')],
    [[9, 12], [28], [10], [1, 26, 27, 28]],
  )
  assert.deepEqual(
    [about('unknown-agency'), about('no-deadline'), about('unmatched'), about('count')],
    [[], [], [], []],
  )
  assert.ok(about('name').includes(8), 'the platform named only in the prose of item 8')
  const [kept] = await bureau.lists(plan, `&filter.year=2024`)
  assert.deepEqual(
    [kept?.title, kept?.issuer, kept?.issuedOn, kept?.everyUnit],
    ['2024年数字盐城工作要点', '盐城市人民政府办公室', '2024-08-22', true],
  )
}

scenario(
  'the plan is read as it was published: items, rows, agencies, dates, targets, and what does not agree',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    await readsAsThePlan(bureau, await imported(bureau))
  },
)

for (const variable of ['OFFICIAL_PLAN', 'OFFICIAL_PLAN_DOCX'] as const) {
  const given = official(variable)
  test(
    `plan-supervision: the official document reads the same (${variable})`,
    { skip: given ? false : `${variable} names no file` },
    async () => {
      const city = await openCity([system])
      try {
        const bureau = await bureauOf(city)
        await readsAsThePlan(bureau, await imported(bureau, given?.name, given?.content))
      } finally {
        await city.house.close()
      }
    },
  )
}

scenario(
  'a task is confirmed, reported, falls overdue, is pressed, and the trail shows who did what',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    const network = await networkOf(city)
    const id = await confirmed(bureau)
    const task = async () =>
      (await network.cases(taskSupervision, `&within=${id}&due.until=2024-08-31`))[0] as {
        id: string
        signal: string
        state: string
        region: string
      }
    const { id: pool } = await task()
    assert.equal((await task()).signal, 'wait')
    assert.ok((await network.inbox()).some((entry) => entry.kind === 'todo' && entry.path.endsWith(pool)))

    await network.does(taskSupervision, pool, 'accept')
    const children = (await bureau.reads(taskSupervision, pool)).children
    assert.equal(children.length, 11)
    assert.equal((await bureau.lists(planTask, within(id))).find((row) => row.number === 3)?.leadStanding, 'confirmed')

    const evidence = [await network.brings('遴选公告.txt', '遴选公告全文')]
    const report = { month: '2024-08', percent: 25, words: '已发布公告', evidence }
    await network.does(taskSupervision, pool, 'report', report)
    assert.equal((await task()).signal, 'near')
    await network.does(taskSupervision, pool, 'report', { ...report, percent: 60 })
    assert.equal((await task()).signal, 'ok')

    const [file] = evidence
    assert.equal((await bureau.raw('GET', `/api/files/${file?.id}/x.txt`)).body, '遴选公告全文')

    await city.waits({ until: '2024-08-31' })
    assert.ok((await network.inbox()).some((entry) => entry.kind === 'note' && /还有 1 天到期/.test(entry.says)))
    assert.equal((await task()).state, 'running')
    await city.waits({ days: 1 })
    assert.deepEqual([(await task()).state, (await task()).signal], ['pressed', 'late'])

    await bureau.does(taskSupervision, pool, 'press', { words: '请三日内补报' })
    const told = (await network.inbox()).filter((entry) => entry.path.endsWith(pool))
    assert.ok(told.some((entry) => entry.says.includes('催办')))
    await bureau.does(taskSupervision, pool, 'complete', { words: '材料齐全' })
    const { trail, signal, may } = await network.reads(taskSupervision, pool)
    assert.deepEqual(
      trail.map((step: { action: string }) => step.action),
      ['complete', 'press', 'overdue', 'remind', 'report', 'report', 'accept', 'open'],
    )
    assert.deepEqual(
      trail.map((step: { actor: { name: string } }) => step.actor.name),
      ['周明远', '周明远', '平台时钟', '平台时钟', '王安', '王安', '王安', '周明远'],
    )
    assert.deepEqual([signal, may], ['done', []])
  },
)

scenario('a county reports its own part, sees its own area, and nobody else’s', system, async (city) => {
  const bureau = await bureauOf(city)
  const network = await networkOf(city)
  const id = await confirmed(bureau)
  const [mine] = await network.cases(taskSupervision, `&within=${id}`)
  await network.does(taskSupervision, mine?.id, 'accept')
  const dongtai = await city.officer('dongtai-government', ['county-officer'])
  const dafeng = await city.officer('dafeng-government', ['county-officer'])
  const [part] = await dongtai.cases(countySupervision)
  assert.deepEqual(
    (await dongtai.cases(countySupervision)).map((one) => one.region),
    Array(1).fill('320981'),
  )
  await dongtai.does(countySupervision, part?.id, 'report', {
    month: '2024-08',
    percent: 80,
    words: '已完成',
    evidence: [],
  })
  await city.refuses(dafeng.reads(countySupervision, part?.id), 'case/not-found')
  await city.refuses(
    dafeng.asks('POST', `/api/cases/county-supervision/${part?.id}/report`, {
      version: 2,
      form: { month: '2024-08', percent: 1, words: '冒名', evidence: [] },
    }),
    'case/not-found',
  )
  await city.refuses(dongtai.does(countySupervision, part?.id, 'press', { words: '越权' }), 'identity/not-granted')
  assert.ok(
    (await network.inbox()).some((entry) => entry.says.includes('报送进展')),
    'the lead hears of it',
  )
})

scenario(
  'a file that is no plan, or no readable file, is refused in a sentence and changes nothing',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    await city.refuses(
      imported(bureau, '菜谱.txt', '一、红烧肉\n先炒糖色。\n二、鱼汤\n小火慢炖。'),
      'document/unrecognised',
    )
    await city.refuses(
      imported(bureau, '坏.docx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('not a zip at all')])),
      'document/broken',
    )
    await city.refuses(
      imported(bureau, '密.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])),
      'document/encrypted',
    )
    await city.refuses(imported(bureau, '乱码.txt', Buffer.from([0xff, 0xfe, 0x31, 0x32])), 'document/not-text')
    await city.refuses(imported(bureau, '表.pdf', '%PDF-1.7'), 'document/wrong-kind')
    await city.refuses(imported(bureau, '程序.txt', Buffer.from('4d5a90000300', 'hex')), 'file/lies-about-type')
    await city.refuses(imported(bureau, '空.txt', ''), 'file/empty')
    await city.refuses(imported(await networkOf(city)), 'identity/not-granted')
    assert.deepEqual(await bureau.lists(plan), [])
  },
)

scenario(
  'headings in brackets, a lead and its supporters apart, and a bracket without a date are read too',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    const text = `2025年数字盐城工作要点
一、打基础
（一）建好平台。年内完成20个系统整合。（牵头单位：市数据局；责任单位：市财政局、市审计局）
（二）管好数据。数据目录覆盖率不低于95%。（牵头单位：市数据局；完成时限：2025年6月底前）
二、促应用
（一）用好场景。建成5个应用场景。（牵头单位：市文广旅局；责任单位：市天文台；完成时限：2025年底前）`
    const id = await imported(bureau, '2025.txt', text)
    const items = await bureau.lists(planItem, within(id))
    assert.deepEqual(
      items.map((item) => [item.number, item.lead, item.support, item.dueOn]),
      [
        [1, 'city-data-bureau', ['city-finance-bureau', 'city-audit-bureau'], null],
        [2, 'city-data-bureau', [], '2025-06-30'],
        [3, 'city-culture-tourism-bureau', [], '2025-12-31'],
      ],
    )
    assert.deepEqual(
      (await bureau.lists(planDoubt, within(id))).map((doubt) => doubt.kind),
      ['no-deadline', 'unknown-agency'],
    )
    assert.deepEqual(
      (await bureau.lists(planTarget, within(id))).map((target) => [target.comparator, target.value, target.unit]),
      [
        ['eq', 20, '个'],
        ['ge', 95, '%'],
        ['eq', 5, '个'],
      ],
    )
  },
)
