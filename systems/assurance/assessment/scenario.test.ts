import assert from 'node:assert/strict'
import { scenario, type City, type Person } from '#testing'
import { recomputed } from '#testing/assessments'
import { assessing, deciding, issuing, reviewing, telling } from './cases.ts'
import { toldShare } from './indicators.ts'
import { assessed, entry, leaf, mark, notice, objection, scheme, yearly } from './registers.ts'
import { assessedOfficer, assessor } from './roles.ts'
import system from './system.ts'

const at = `/api/assessments/${yearly.name}`
const registers = (of: { name: string }) => `/api/registers/${of.name}`
const bureaux = ['city-education-bureau', 'city-finance-bureau', 'city-health-commission'] as const
const counties = ['tinghu-government', 'dafeng-government'] as const

/** A scheme of three bureaux and two counties: what they told in time, directories, experts, a bonus and a veto. */
async function begun(city: City) {
  const desk = await city.officer('city-data-bureau', [assessor.name], '考评专员')
  const officers = new Map<string, Person>()
  for (const agency of [...bureaux, ...counties])
    officers.set(agency, await city.officer(agency, [assessedOfficer.name]))
  const { id } = await desk.asks('POST', registers(scheme), {
    ...{
      title: '2024 年数字化建设考评',
      year: 2024,
      reportsUntil: '2024-10-20',
      freezesOn: '2024-10-25T18:00:00+08:00',
    },
  })
  const leaves = new Map<string, string>()
  for (const one of [
    {
      code: '1.1',
      branch: '组织推进',
      title: '自评完成率',
      weight: 20,
      source: 'live',
      indicator: toldShare.name,
      target: 100,
    },
    { code: '2.1', branch: '数据 / 目录', title: '目录编制率', weight: 50, target: 100, floor: 60 },
    { code: '2.2', branch: '数据 / 质量', title: '质量问题', weight: 10, method: 'deduct', each: 0.5 },
    { code: '3.1', branch: '应用', title: '应用成效', weight: 20, method: 'expert', source: 'expert' },
    { code: '4.1', branch: '加分', title: '省级以上推广', weight: 0, method: 'bonus', each: 1, cap: 3 },
    { code: '4.2', branch: '否决', title: '数据安全事件', weight: 0, method: 'veto' },
  ])
    leaves.set(one.code, (await desk.asks('POST', registers(leaf), { scheme: id, ...one })).id)
  for (const who of bureaux)
    await desk.asks('POST', registers(assessed), { scheme: id, assessed: who, group: 'bureau' })
  for (const who of counties)
    await desk.asks('POST', registers(assessed), { scheme: id, assessed: who, group: 'county' })
  const [one] = await desk.cases(assessing)
  await desk.does(assessing, one?.id, 'begin')
  const officer = (agency: string) => officers.get(agency) as Person
  const tells = (agency: string, code: string, value: number) =>
    officer(agency).asks('POST', registers(entry), {
      ...{ scheme: id, leaf: leaves.get(code), assessed: agency, title: code, value, words: '见佐证。' },
    })
  const marks = async (agency: string, ...scores: number[]) => {
    for (const [i, score] of scores.entries())
      await desk.asks('POST', registers(mark), {
        ...{ scheme: id, leaf: leaves.get('3.1'), assessed: agency, title: '应用成效', judge: `专家${i + 1}`, score },
      })
  }
  return { desk, officer, id: id as string, run: one?.id as string, leaves, tells, marks }
}

const ranking = (board: Record<string, unknown>, group: number) =>
  (board['groups'] as { rows: { name: string; rank: number; total: string; grade: string }[] }[])[group]?.rows.map(
    ({ name, rank, total, grade }) => `${rank} ${name} ${total} ${grade}`,
  )

scenario(
  'a scheme is scored from live numbers and reviewed reports; an objection changes one score, the trail keeps both; anybody recomputes the rank from what was published',
  system,
  async (city) => {
    const { desk, officer, id, run, leaves, tells, marks } = await begun(city)
    // Every object finds in its inbox that it is to tell; whoever says nothing is late on the day after.
    const school = officer('city-education-bureau')
    const [mine] = await school.cases(telling)
    assert.equal(mine?.state, 'asked')
    for (const [agency, value] of [
      ['city-education-bureau', 96.5],
      ['city-finance-bureau', 90],
      ['city-health-commission', 59],
      ['tinghu-government', 80],
      ['dafeng-government', 88],
    ] as const) {
      await tells(agency, '2.1', value)
      await tells(agency, '2.2', agency === 'city-finance-bureau' ? 4 : 0)
    }
    await tells('dafeng-government', '4.2', 1)
    for (const agency of ['city-education-bureau', 'city-finance-bureau', 'tinghu-government', 'dafeng-government']) {
      const [asked] = await officer(agency).cases(telling)
      await officer(agency).does(telling, asked?.id, 'done')
    }
    for (const agency of [...bureaux, ...counties]) await marks(agency, 60, 80, 85, 99)

    // The desk looks over what was told: one is sent back and told again, one is set right by its evidence.
    const open = await desk.cases(reviewing)
    const of = (agency: string, title: string) =>
      open.find(({ record }) => record.assessed === agency && record.title === title)?.id
    const sent = of('city-finance-bureau', '2.1')
    await city.refuses(school.reads(reviewing, sent), 'case/not-found')
    await desk.does(reviewing, sent, 'sendBack', { returned: true, words: '缺少目录清单。' })
    const evidence = [await officer('city-finance-bureau').brings('目录清单.txt', '一百二十个目录。')]
    await officer('city-finance-bureau').does(reviewing, sent, 'tellAgain', {
      value: 92,
      words: '补充清单。',
      evidence,
    })
    await desk.does(reviewing, of('city-education-bureau', '2.1'), 'correct', {
      value: 95,
      words: '按清单核对为 95%。',
    })
    await city.refuses(desk.does(assessing, run, 'publish'), 'assessment/not-ready')
    for (const one of await desk.cases(reviewing))
      if (one.state === 'reported') await desk.does(reviewing, one.id, 'accept')
    await city.waits({ until: '2024-10-26' })
    assert.equal((await officer('city-health-commission').cases(telling))[0]?.state, 'late')
    assert.equal((await desk.reads(assessing, run)).state, 'checking')
    await desk.does(assessing, run, 'publish')

    // 20 + 50 × 0.95 + 10 + 20 × 0.825; 20 + 50 × 0.92 + 8 + 16.5; 0 + 0 (below 60 %) + 10 + 16.5.
    const board = await desk.asks('GET', `${at}/${id}`)
    assert.deepEqual(ranking(board, 0), ['1 市教育局 94.00 良好', '2 市财政局 90.50 良好', '3 市卫健委 26.50 合格'])
    // A veto puts whoever has most behind.
    assert.deepEqual(ranking(board, 1), ['1 亭湖区 86.50 良好', '2 大丰区 90.50 合格'])
    const sheet = await officer('city-health-commission').asks('GET', `${at}/${id}/objects/city-health-commission`)
    assert.deepEqual(
      sheet.leaves.map(({ code, value, points, lost }: Record<string, string | null>) => [code, value, points, lost]),
      [
        ['1.1', '0', '0.00', '20.00'],
        ['2.1', '59', '0.00', '50.00'],
        ['2.2', '0', '10.00', null],
        ['3.1', '60/80/85/99', '16.50', '3.50'],
        ['4.1', null, '0.00', null],
        ['4.2', null, '0.00', null],
      ],
    )
    assert.equal(
      sheet.leaves[0].behind[0].path,
      `/cases/${telling.name}/${(await officer('city-health-commission').cases(telling))[0]?.id}`,
    )
    await city.refuses(school.asks('GET', `${at}/${id}/objects/city-finance-bureau`), 'assessment/no-such-object')

    const finance = officer('city-finance-bureau')
    await finance.asks('POST', registers(objection), {
      ...{ scheme: id, leaf: leaves.get('2.2'), assessed: 'city-finance-bureau', title: '质量问题', claims: 0 },
      ...{ words: '四个问题都在期限内整改了。', evidence: [await finance.brings('整改.txt', '已整改。')] },
    })
    const [raised] = await desk.cases(deciding)
    await desk.does(deciding, raised?.id, 'uphold', { decided: 0, words: '整改属实。' })
    const { changes, rank } = await finance.asks('GET', `${at}/${id}/objects/city-finance-bureau`)
    assert.deepEqual(
      changes.map(({ from, to }: Record<'from' | 'to', Record<string, unknown>>) => [
        from.value,
        from.points,
        from.total,
        to.value,
        to.points,
        to.total,
      ]),
      [['4', '8.00', '90.50', '0', '10.00', '92.50']],
    )
    assert.equal(rank, 2)
    assert.equal((await finance.reads(deciding, raised?.id)).state, 'upheld')

    await city.refuses(desk.does(assessing, run, 'finish'), 'assessment/not-ready')
    await city.refuses(city.visitor().asks('GET', `${at}/${id}`), 'assessment/no-such-scheme')
    await city.waits({ workingDays: 6 })
    await desk.does(assessing, run, 'finish')
    const told = await desk.lists(notice)
    assert.deepEqual(told[0]?.bureaux[0], { rank: '1', name: '市教育局', total: '94.00', grade: '良好' })
    const [draft] = await desk.cases(issuing)
    await desk.does(issuing, draft?.id, 'issue', { number: 3, issuedOn: '2024-11-06' })

    // A visitor reads the ranking, takes the files, and comes to the same by a script.
    const visitor = city.visitor()
    const final = await visitor.asks('GET', `${at}/${id}`)
    assert.deepEqual(ranking(final, 0), ['1 市教育局 94.00 良好', '2 市财政局 92.50 良好', '3 市卫健委 26.50 合格'])
    assert.deepEqual(final.groups[0].rows[0].lost, [], 'what was lost by is between the office and the object')
    await recomputed(visitor, yearly, id)
  },
)

scenario(
  'a scheme that is changed after it began is a new version; both results stand side by side',
  system,
  async (city) => {
    const { desk, id, run, tells } = await begun(city)
    await tells('city-education-bureau', '2.1', 80)
    const { id: next } = await desk.asks('POST', `${at}/${id}/versions`)
    const rows = (await desk.lists(leaf)).filter((row) => row.scheme === next)
    for (const [code, weight] of [
      ['2.1', 40],
      ['2.2', 20],
    ] as const)
      await desk.asks(
        'PATCH',
        `${registers(leaf)}/${rows.find((row) => row.code === code)?.id}`,
        { weight },
        { 'if-match': '"1"' },
      )
    const second = (await desk.cases(assessing)).find(({ state }) => state === 'drafting')
    await desk.does(assessing, second?.id, 'begin')
    await desk.does(assessing, run, 'retire')
    const board = await desk.asks('GET', `${at}/${next}`)
    const [first] = board.groups[0].rows
    assert.deepEqual([first.name, first.total, first.former.total], ['市教育局', '32.00', '40.00'])
    assert.equal((await desk.reads(assessing, run)).state, 'replaced')
  },
)
