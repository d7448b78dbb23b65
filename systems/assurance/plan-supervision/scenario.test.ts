import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { planFile } from '#city'
import { plan, planItem, planTask } from '#commons/plan'
import { defineRole, defineSystem, may } from '#platform'
import { official, openCity, readsSheet, scenario, wordsOf, writesSheet, type City, type Person } from '#testing'
import { bulletinIssue, countySupervision, deferral, planAdoption, taskSupervision } from './cases.ts'
import { importPlan } from './documents.ts'
import { planDoubt, planTarget } from './registers.ts'
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
        [1, 'city-data-bureau', ['city-finance-bureau', 'city-audit-bureau'], '2025-12-31'],
        [2, 'city-data-bureau', [], '2025-06-30'],
        [3, 'city-culture-tourism-bureau', [], '2025-12-31'],
      ],
    )
    assert.deepEqual(
      (await bureau.lists(planDoubt, within(id))).map((doubt) => doubt.kind),
      ['unknown-agency', 'inferred'],
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
/** Draws a plan of a given year in the published form: two chapters, three items, a table of three rows. */
const small = (year: number) => `${year}年数字盐城工作要点
一、打基础
1.建好平台。年内完成20个系统整合。（责任部门：市数据局，完成时间：${year}年6月底前）
2.管好数据。数据目录覆盖率不低于95%。（责任部门：市数据局、市财政局，完成时间：${year}年12月底前）
二、促应用
3.用好场景。建成5个应用场景。（责任部门：市文广旅局，完成时间：持续推进）
${year}年数字盐城重点工作任务分解表
序号 | 主要工作 | 具体内容 | 完成时间 | 责任部门 |
一、基础（2项） | ||||
1 | 建好平台 | 年内完成20个系统整合。 | ${year}年6月 | 市数据局 |
2 | 管好数据 | 数据目录覆盖率不低于95%。 | ${year}年12月 | 市数据局、市财政局 |
二、应用（1项） | ||||
3 | 用好场景 | 建成5个应用场景。 | 持续推进 | 市文广旅局 |
`

scenario('the whole year, from import to carry-over', system, async (city) => {
  city.clock.set(new Date('2025-01-06T09:00:00+08:00'))
  const bureau = await city.officer('city-data-bureau', ['plan-supervisor'], '周明远')
  const lead = await city.officer('city-data-bureau', ['task-officer'], '顾清荷')
  const head = await city.officer('city-data-bureau', ['agency-head'], '局长')
  const leader = await city.officer('city-government-office', ['city-leader'], '海潮')
  const culture = await city.officer('city-culture-tourism-bureau', ['task-officer'], '文旅生')
  const finance = await city.officer('city-finance-bureau', ['task-officer'], '蔡政')
  const dongtai = await city.officer('dongtai-government', ['county-officer'], '董台秋')

  const id = await imported(bureau, '2025.txt', small(2025))
  const [adoption] = await bureau.cases(planAdoption, `&subject=${id}`)
  await bureau.does(planAdoption, adoption?.id, 'confirm')
  const tasks = await bureau.cases(taskSupervision, `&within=${id}`)
  const numbered = (number: number) => tasks.find((one) => one.record.number === number)?.id as string
  const [platform, data, scenes] = [numbered(1), numbered(2), numbered(3)]
  const stands = async (one: string) => {
    const { state, signal } = await bureau.reads(taskSupervision, one)
    return [state, signal]
  }
  const number = async (name: string, query = '') =>
    (await bureau.asks('GET', `/api/indicators/${name}?within=${id}${query}`)).number

  // Not ours: sent back, assigned to another, accepted there.
  await lead.does(taskSupervision, data, 'decline', { words: '建议由市财政局牵头' })
  await bureau.does(taskSupervision, data, 'assign', { lead: 'city-finance-bureau', words: '按职责改派' })
  await city.refuses(lead.does(taskSupervision, data, 'accept'), 'case/not-found')
  await finance.does(taskSupervision, data, 'accept')
  await lead.does(taskSupervision, platform, 'accept')
  await culture.does(taskSupervision, scenes, 'accept')

  // Counties report; their mean stands on the task, in the same moment.
  const [part] = await dongtai.cases(countySupervision, `&parent=${platform}`)
  await dongtai.does(countySupervision, part?.id, 'report', {
    month: '2025-01',
    percent: 55,
    words: '五成',
    evidence: [],
  })
  assert.equal((await bureau.reads(taskSupervision, platform)).facts.countyPercent, 5)
  assert.equal(await number('county-progress'), null, 'by the job, a moment later')
  await city.house.sweep()
  assert.equal(await number('county-progress', '&per=region'), Math.round((100 * 55) / 33) / 100)

  // A report is taken back within ten minutes; what it moved moves back.
  await lead.does(taskSupervision, platform, 'report', { month: '2025-01', percent: 90, words: '误填', evidence: [] })
  assert.equal(await number('mean-progress'), 30)
  const { version, undo } = await lead.reads(taskSupervision, platform)
  assert.equal(undo.title, '报送进展')
  await city.refuses(
    bureau.asks('POST', `/api/cases/task-supervision/${platform}/undo`, { version }),
    'case/not-undone',
  )
  await lead.asks('POST', `/api/cases/task-supervision/${platform}/undo`, { version })
  assert.equal(await number('mean-progress'), 0)
  assert.deepEqual(await stands(platform), ['running', 'wait'])
  await lead.does(taskSupervision, platform, 'report', { month: '2025-01', percent: 20, words: '二成', evidence: [] })
  assert.equal(
    (await lead.inbox()).some((one) => one.kind === 'todo' && one.path.endsWith(platform)),
    false,
    'reported for the month',
  )
  await city.waits({ until: '2025-02-05' })
  assert.ok(
    (await lead.inbox()).some((one) => one.kind === 'todo' && one.path.endsWith(platform)),
    'asked for anew in February',
  )

  // An interpretation is added by a person, bound to a number that the platform counts.
  const [item] = await bureau.lists(planItem, within(id))
  const target = await bureau.asks('POST', '/api/registers/plan-target', {
    ...{
      plan: id,
      item: item?.id,
      name: '平均进度',
      quote: '年内完成20个系统整合',
      comparator: 'ge',
      value: 90,
      unit: '%',
    },
    ...{ kind: 'rate', standing: 'added', indicator: 'mean-progress', dueOn: '2025-12-31', rule: '以任务平均进度计' },
  })
  assert.equal(target.indicator, 'mean-progress')

  // Overdue: pressed the next day, five working days later the second rung, five more the third; each rung hears of it.
  await city.waits({ until: '2025-06-30' })
  assert.equal((await stands(platform))[0], 'running')
  await city.waits({ days: 1 })
  assert.deepEqual(await stands(platform), ['pressed', 'late'])
  assert.ok((await head.inbox()).some((one) => one.says.includes('已催办')))
  await city.waits({ workingDays: 6 })
  assert.equal((await stands(platform))[0], 'urged')
  await city.waits({ workingDays: 6 })
  assert.equal((await stands(platform))[0], 'circulated')
  assert.ok((await leader.inbox()).some((one) => one.says.includes('已通报')))
  assert.equal(await number('overdue-tasks'), 1)

  // More time is asked for with a reason, and given: the task is under way again.
  const refused = await city.refuses(
    lead.does(taskSupervision, platform, 'defer', { until: '2025-06-01', reason: '设备未到' }),
    'case/not-now',
  )
  assert.match(refused.message, /已经过了/)
  await lead.does(taskSupervision, platform, 'defer', { until: '2025-10-31', reason: '设备未到' })
  const [asked] = await bureau.cases(deferral, `&within=${id}`)
  assert.equal(asked?.facts.until, '2025-10-31')
  assert.ok((await bureau.inbox()).some((one) => one.kind === 'todo' && one.path.endsWith(asked?.id)))
  await city.refuses(lead.does(deferral, asked?.id, 'grant', { words: '自批' }), 'identity/not-granted')
  await bureau.does(deferral, asked?.id, 'grant', { words: '同意' })
  assert.equal((await stands(platform))[0], 'running')
  assert.equal((await dongtai.reads(countySupervision, part?.id)).dueOn, '2025-10-31', 'the counties have the same day')
  assert.equal(await number('overdue-tasks'), 0)

  // The plan is amended, a row split off, another merged; the words that stood before are kept.
  await bureau.does(taskSupervision, platform, 'split', {
    ...{ content: '整合其中的5个县级系统。', lead: 'city-finance-bureau', dueOn: '2025-11-30', words: '分工细化' },
  })
  const rows = await bureau.lists(planTask, within(id))
  const piece = rows.find((row) => row.part === 2)
  assert.deepEqual([piece?.lead, piece?.number, piece?.splitFrom !== null], ['city-finance-bureau', 1, true])
  const [piecework] = await bureau.cases(taskSupervision, `&subject=${piece?.id}`)
  await bureau.does(taskSupervision, platform, 'adjust', {
    ...{
      content: '完成15个系统整合。',
      lead: 'city-data-bureau',
      support: ['city-finance-bureau'],
      dueOn: '2025-10-31',
    },
    words: '依据专题会纪要',
  })
  // The supporting agency's list has it in its place, by whichever way it is walked, also when its day moves again.
  const walked = async (sort: string) => {
    const found: { id: string; dueOn: string | null }[] = []
    for (let after = ''; ;) {
      const page = await finance.asks('GET', `/api/cases/task-supervision?sort=${sort}&limit=2${after}`)
      found.push(...page.rows)
      if (!page.next) {
        assert.deepEqual(page.total, { count: found.length, exact: true }, sort)
        return found
      }
      after = `&after=${page.next}`
    }
  }
  await bureau.does(taskSupervision, platform, 'adjust', {
    ...{ content: '完成15个系统整合。', lead: 'city-data-bureau', support: ['city-finance-bureau'] },
    ...{ dueOn: '2025-11-15', words: '依据专题会纪要' },
  })
  const copies = await city.house.database.read(
    { all: 'on' },
    'select (c.due_on, c.kind, c.agency, c.region) = (p.due_on, p.kind, p.holder, p.region) as same from casework.participant p join casework.case c on c.id = p.case_id where c.id = $1',
    [platform],
  )
  assert.deepEqual(copies, [{ same: true }])
  const up = await walked('dueOn')
  await walked('dueOn&open=true')
  await walked('dueOn&due.until=2025-10-31')
  assert.ok((await walked('dueOn&mine=true')).length < up.length)
  assert.equal(up.find((row) => row.id === platform)?.dueOn, '2025-11-15')
  const [dated, ongoing] = [up.filter((row) => row.dueOn), up.filter((row) => !row.dueOn)]
  assert.deepEqual(
    [...dated.map((row) => row.dueOn).toSorted(), ...ongoing.map(() => null)],
    up.map((row) => row.dueOn),
  )
  assert.deepEqual((await walked('-dueOn')).map((row) => row.id).toSorted(), up.map((row) => row.id).toSorted())
  assert.equal(new Set(up.map((row) => row.id)).size, up.length)
  await bureau.does(taskSupervision, platform, 'adjust', {
    ...{ content: '完成15个系统整合。', lead: 'city-data-bureau', support: ['city-finance-bureau'] },
    ...{ dueOn: '2025-10-31', words: '以先前的日期为准' },
  })
  const history = await bureau.asks(
    'GET',
    `/api/registers/plan-task/${rows.find((row) => row.part === 1 && row.number === 1)?.id}/history`,
  )
  assert.ok(history.some((one: { changes: object }) => JSON.stringify(one.changes).includes('年内完成20个系统整合')))
  assert.equal(
    (await finance.cases(taskSupervision, `&subject=${(await bureau.reads(taskSupervision, platform)).subject}`))
      .length,
    1,
  )
  const wholeRow = (await bureau.reads(taskSupervision, platform)).subject
  await city.refuses(
    bureau.does(taskSupervision, piecework?.id, 'merge', { into: piece?.id, words: '误' }),
    'case/not-now',
  )
  await city.refuses(
    bureau.does(taskSupervision, piecework?.id, 'merge', { into: id, words: '误' }),
    'case/no-such-row',
  )
  await bureau.does(taskSupervision, piecework?.id, 'merge', { into: wholeRow, words: '仍由数据局统做' })
  assert.equal((await stands(piecework?.id))[0], 'merged')
  assert.ok(
    (await bureau.reads(taskSupervision, platform)).trail.some((step: { action: string }) => step.action === 'mark'),
  )

  // Done: asked for with evidence, sent back once, then found complete. Under review the clock stands.
  await city.refuses(
    lead.does(taskSupervision, platform, 'submit', { words: '已完成', evidence: [] }),
    'case/form-incomplete',
  )
  const evidence = [await lead.brings('验收报告.txt', '十五个系统全部整合')]
  await city.waits({ until: '2025-10-30' })
  await lead.does(taskSupervision, platform, 'submit', { words: '已完成', evidence })
  await city.waits({ until: '2025-11-05' })
  assert.deepEqual(await stands(platform), ['review', 'review'])
  await bureau.does(taskSupervision, platform, 'sendBack', { words: '缺验收专家意见' })
  await city.waits({ days: 1 })
  assert.equal((await stands(platform))[0], 'pressed', 'its day has passed meanwhile')
  await lead.does(taskSupervision, platform, 'submit', {
    words: '补充意见',
    evidence: [await lead.brings('专家意见.txt', '同意')],
  })
  await bureau.does(taskSupervision, platform, 'complete', { words: '材料齐全' })
  assert.deepEqual(await stands(platform), ['completed', 'done'])
  assert.equal((await dongtai.reads(countySupervision, part?.id)).state, 'ended')
  const found = await lead.asks('GET', `/api/search?q=${encodeURIComponent('专家意见')}`)
  assert.ok(
    found.rows.some((row: { kind: string; title: string }) => row.kind === 'file' && row.title === '专家意见.txt'),
  )

  // Work that goes on is appraised at the year's end and goes on; the rest is carried into the next plan.
  await culture.does(taskSupervision, scenes, 'report', {
    month: '2025-11',
    percent: 60,
    words: '三个场景',
    evidence: [],
  })
  assert.equal((await stands(scenes))[1], 'on')
  await city.waits({ until: '2026-01-05' })
  assert.equal((await stands(scenes))[0], 'appraisal')
  await bureau.does(taskSupervision, scenes, 'goOn', { grade: 'good', words: '继续', reviewOn: '2026-12-31' })
  assert.deepEqual((await stands(data))[0], 'pressed')

  const months = await bureau.asks('GET', `/api/indicators/on-track-share/history?within=${id}`)
  assert.ok(months.length >= 11, 'every month’s end was kept')

  const next = await imported(bureau, '2026.txt', small(2026))
  const [nextAdoption] = await bureau.cases(planAdoption, `&subject=${next}`)
  await bureau.does(planAdoption, nextAdoption?.id, 'confirm')
  await city.refuses(
    bureau.does(planAdoption, nextAdoption?.id, 'carryOver', { from: next, dueOn: '2026-06-30' }),
    'case/not-now',
  )
  await bureau.does(planAdoption, nextAdoption?.id, 'carryOver', { from: id, dueOn: '2026-06-30' })
  const carried = (await bureau.lists(planTask, within(next))).filter((row) => row.carriedFrom)
  assert.deepEqual(
    carried.map((row) => [row.number, row.dueOn, row.reviewOn]),
    [
      [102, '2026-06-30', null],
      [103, null, '2026-12-31'],
    ],
  )
  assert.deepEqual([(await stands(data))[0], (await stands(scenes))[0]], ['carried', 'carried'])
  assert.equal((await bureau.cases(taskSupervision, `&within=${next}`)).length, 5)
  assert.ok((await finance.inbox()).some((one) => one.kind === 'todo' && one.says.includes('确认牵头')))
})

scenario(
  'a month’s bulletin is drafted from the numbers, revised, issued to whom it names, and read back from Word',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    const network = await networkOf(city)
    const outsider = await city.officer('city-finance-bureau', ['task-officer'])
    const id = await confirmed(bureau)
    const [pool] = await network.cases(taskSupervision, `&within=${id}`)
    await network.does(taskSupervision, pool?.id, 'accept')
    await network.does(taskSupervision, pool?.id, 'report', {
      month: '2024-08',
      percent: 40,
      words: '四成',
      evidence: [],
    })
    await city.waits({ until: '2024-10-10' })
    await city.refuses(
      network.asks('POST', '/api/bulletins/monthly-bulletin', { about: id, month: '2024-09' }),
      'identity/not-granted',
    )
    const job = await bureau.finishes(
      await bureau.asks('POST', '/api/bulletins/monthly-bulletin', { about: id, month: '2024-09' }),
    )
    assert.ok((await bureau.inbox()).some((one) => one.path === job.path && one.says.includes('已经起草')))
    const draft = await bureau.reads(bulletinIssue, job.path.split('/').at(-1))
    assert.match(draft.record.overview, /共督办 45 件.*逾期 1 件/)
    assert.deepEqual(
      draft.record.late.map((row: { agency: string }) => row.agency),
      ['市委网信办'],
    )
    const { id: row, version } = await bureau.asks('GET', `/api/registers/bulletin/${draft.subject}`)
    await bureau.asks(
      'PATCH',
      `/api/registers/bulletin/${row}`,
      { demands: '请于月底前补齐。' },
      { 'if-match': `${version}` },
    )
    await city.refuses(network.reads(bulletinIssue, draft.id), 'case/not-found')
    await bureau.does(bulletinIssue, draft.id, 'issue', {
      number: 3,
      issuedOn: '2024-10-10',
      to: ['city-cyberspace-office'],
    })
    assert.ok((await network.inbox()).some((one) => one.path.endsWith(draft.id)))
    await city.refuses(outsider.reads(bulletinIssue, draft.id), 'case/not-found')
    const printed = await network.raw('GET', `/api/cases/bulletin-issue/${draft.id}/print`)
    assert.equal(printed.statusCode, 200)
    const words = (await wordsOf(printed.rawPayload)).replaceAll(' ', '')
    for (const said of [
      '盐数督〔2024〕3号',
      '请于月底前补齐。',
      '关于2024年9月数字盐城重点任务推进情况的通报',
      '2024年10月10日',
    ])
      assert.ok(words.includes(said), said)
  },
)

scenario(
  'reports come in a sheet: what is right is taken once, the rest comes back with its reasons; the ledger goes out',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    const network = await networkOf(city)
    const id = await confirmed(bureau)
    const mine = await network.cases(taskSupervision, `&within=${id}&mine=true`)
    for (const task of mine) await network.does(taskSupervision, task.id, 'accept')
    const sheet = '/api/cases/task-supervision/sheets/report'
    const fields = { 办件编号: 'text', 事项: 'text', 月份: 'text', 进度: 'percent', 进展情况: 'longText' } as const
    const template = await readsSheet((await network.raw('GET', sheet)).rawPayload, fields)
    assert.deepEqual(template.map((row) => row['办件编号']).toSorted(), mine.map((task) => task.id).toSorted())
    const [first, second] = template
    const words = '=1+1\n+公式不算，“原样”留下'
    const filled = await writesSheet(fields, [
      { ...first, 月份: '2024-08', 进度: 45, 进展情况: words },
      { ...second, 月份: '2024-13', 进度: 60, 进展情况: '月份写错了' },
      { 办件编号: '00000000-0000-7000-8000-000000000000', 月份: '2024-08', 进度: 50, 进展情况: '没有这件' },
    ])
    const send = async (who: Person, url: string) => {
      const file = await who.brings('进展.xlsx', filled)
      return who.finishes(await who.asks('POST', url, { file: file.id, name: '进展.xlsx' }))
    }
    const job = await send(network, sheet)
    assert.match(job.says, /办成 1 行，退回 2 行/)
    const reported = await network.reads(taskSupervision, String(first?.['办件编号']))
    assert.deepEqual([reported.facts.percent, reported.trail[0].form.words], [45, words])
    const rejects = await readsSheet((await network.raw('GET', job.path)).rawPayload, { ...fields, 问题: 'longText' })
    assert.deepEqual(
      rejects.map((row) => row['进展情况']),
      ['月份写错了', '没有这件'],
    )
    assert.match(String(rejects[0]?.['问题']), /[A-Z]+\d+ .*2024-11/)
    assert.match(String(rejects[1]?.['问题']), /没有找到/)
    assert.match((await send(network, sheet)).says, /退回 2 行/)
    assert.equal((await network.reads(taskSupervision, reported.id)).trail.length, reported.trail.length, 'once')

    const ask = { query: `filter.plan=${id}&signal=ok,near,behind` }
    const ledger = await bureau.finishes(await bureau.asks('POST', '/api/cases/task-supervision/export', ask))
    const columns = { 承办单位: 'text', 进度: 'percent', 灯: 'text', 到期日: 'date' } as const
    const exported = await readsSheet((await bureau.raw('GET', ledger.path)).rawPayload, columns)
    assert.deepEqual(exported, [{ 承办单位: '市委网信办', 进度: 45, 灯: '按期', 到期日: '2024-08-31' }])
    assert.ok((await bureau.inbox()).some((one) => one.path === ledger.path))
    assert.equal((await network.raw('GET', ledger.path)).statusCode, 404, 'another’s export is not there')
    await city.refuses(
      bureau.asks('POST', '/api/cases/task-supervision/export', { query: 'filter.nothing=1' }),
      'case/no-such-filter',
    )
    const members = await bureau.asks('GET', '/api/manifest').then(({ registers }) => registers['roster-member'])
    assert.equal(members.takesSheet, true)
  },
)

const outside = defineRole('toy-secretary', { title: '会议秘书', grants: [may(planTask, ['create'], 'all')] })
const meetings = defineSystem('toy-meetings', {
  ...{ title: '会议', owner: 'city-data-bureau', parts: [outside], pages: [] },
})

scenario(
  'a task from elsewhere than a plan is supervised from the moment it is there, by its lead alone, and counts',
  system,
  async (city) => {
    const bureau = await bureauOf(city)
    const network = await networkOf(city)
    const head = await city.officer('city-cyberspace-office', ['agency-head'])
    const secretary = await city.officer('city-data-bureau', ['toy-secretary'])
    const asked = {
      ...{ origin: 'resolution', lineage: '2024年第2次联席会议第1项决议', group: '联席会议决议', number: 1, part: 1 },
      ...{ title: '统一数据目录', content: '九月底前完成目录合并。', lead: 'city-cyberspace-office', support: [] },
      ...{ leadStanding: 'inferred', startOn: '2024-08-26', dueOn: '2024-09-30', ongoing: false },
    }
    await secretary.asks('POST', '/api/registers/plan-task', asked)
    assert.ok((await network.inbox()).some(({ kind, title }) => kind === 'todo' && title === '统一数据目录'))
    const [task] = await network.cases(taskSupervision)
    await network.does(taskSupervision, task?.id, 'accept')
    assert.deepEqual(await bureau.cases(countySupervision), [], 'no plan gives it to the counties')
    await network.does(taskSupervision, task?.id, 'report', {
      month: '2024-08',
      percent: 40,
      words: '四成',
      evidence: [],
    })
    await bureau.does(taskSupervision, task?.id, 'split', {
      ...{ content: '目录的维护另立一行。', lead: 'city-archives-bureau', dueOn: null, words: '分头推进' },
    })
    assert.deepEqual(
      (await bureau.cases(taskSupervision)).map(({ agency, state }) => [agency, state]).toSorted(),
      [
        ['city-archives-bureau', 'offered'],
        ['city-cyberspace-office', 'running'],
      ],
      'what is split off has one case',
    )
    const plans = await confirmed(bureau)
    const progress = async (within: string) =>
      (await bureau.asks('GET', `/api/indicators/mean-progress?within=${within}`)).number
    assert.ok((await progress(plans)) > 0, 'what lies within no plan counts in every one')
    const origins = await bureau.asks('GET', '/api/cases/task-supervision/board?by=subject.origin')
    assert.deepEqual(
      origins.map(({ key, count }: { key: string | null; count: number }) => [key, count]),
      [
        ['resolution', 2],
        [null, 45],
      ],
    )
    await city.waits({ until: '2024-10-08' })
    assert.equal((await network.reads(taskSupervision, task?.id)).state, 'pressed')
    assert.ok((await head.inbox()).some(({ says }) => says.includes('已催办')))
  },
  [meetings],
)
