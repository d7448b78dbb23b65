import assert from 'node:assert/strict'
import { practice } from '#commons/capability'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { answering, calling, listing, milestoneRun, projectRun, resultRun } from './cases.ts'
import { answer, challenge, jointProject, partner, projectMilestone, result } from './registers.ts'
import { keeper, poster } from './roles.ts'
import system from './system.ts'

const others = systems.filter(({ name }) =>
  ['innovation-reuse', 'planning-research', 'plan-supervision'].includes(name),
)
const rows = (of: { name: string }) => `/api/registers/${of.name}`
const codes = ['91320904MA1KEM001R', '91320924MA1KEM002U']
const terms = {
  ...{
    rights: 'both',
    rightsWords: '源代码双方共有，论文由承担方署名。',
    startsOn: '2024-09-16',
    endsOn: '2025-03-31',
  },
  milestones: [
    { title: '样机', dueOn: '2024-11-29' },
    { title: '试用', dueOn: '2025-02-28' },
  ],
}

/** A desk with a need, the desk that looks partners over, and two partners, one of which is looked over. */
async function posted(city: City) {
  const desk = await city.officer('city-agriculture-bureau', [poster.name, 'innovator'], '农业')
  const clerk = await city.officer('city-science-bureau', [keeper.name], '科技')
  const one = await city.citizen('one', '盐城工学院', '320902196001100104')
  const two = await city.citizen('two', '鹤乡数字农业', '320902196102110213')
  const registers = (who: Person, name: string, code?: string) =>
    who.asks('POST', rows(partner), { name, code, sort: 'company', specialities: '水质传感和模型。' })
  const first = await registers(one, '盐城工学院', codes[0])
  const second = await registers(two, '鹤乡数字农业', codes[1])
  const need = await desk.asks('POST', rows(challenge), {
    ...{ title: '鱼塘缺氧提前两小时预警', question: '夜里缺氧来不及处置。', offer: '三个渔场试用，经费三十万元。' },
    answersUntil: '2024-09-10',
  })
  const looks = async (id: string, action: string, form = {}) => {
    const found = (await clerk.cases(listing)).find(({ subject }) => subject === id)
    return clerk.does(listing, found?.id, action, form)
  }
  await looks(first.id, 'list')
  const answers = (who: Person, by: { id?: string }) =>
    who.asks('POST', rows(answer), { challenge: need.id, partner: by.id, plan: '溶氧浮标', approach: '浮标加模型。' })
  return { desk, clerk, one, two, first, second, need, looks, answers, registers }
}

/** The call is over, both have answered, and the desk has judged. */
async function judged(city: City) {
  const there = await posted(city)
  const { desk, one, two, first, second, looks, answers } = there
  await looks(second.id, 'list')
  const mine = await answers(one, first)
  const other = await answers(two, second)
  const of = async (id: string) => (await desk.cases(answering)).find(({ subject }) => subject === id)?.id as string
  const runs = { mine: await of(mine.id), other: await of(other.id) }
  await city.refuses(desk.does(answering, runs.mine, 'choose', terms), 'case/out-of-order')
  await city.waits({ until: '2024-09-11' })
  await desk.does(answering, runs.mine, 'score', { score: 91, words: '有试用数据。' })
  const [run] = await desk.cases(calling)
  await desk.does(calling, run?.id, 'judge', { words: '两家都可行，第一家更成熟。' })
  return { ...there, runs, call: run?.id as string }
}

/** The partner has signed, and both milestones are accepted. */
async function delivering(city: City) {
  const there = await judged(city)
  const { desk, one, runs } = there
  await desk.does(answering, runs.mine, 'choose', terms)
  await one.does(answering, runs.mine, 'sign')
  const steps = async () => (await one.cases(milestoneRun)).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const meets = async (id: string) => {
    await one.does(milestoneRun, id, 'report', { words: '做完了。', evidence: [await one.brings('测试.txt', id)] })
    await desk.does(milestoneRun, id, 'accept', { words: '属实。' })
  }
  const [project] = await one.lists(jointProject)
  const papers = async (who: Person) => ({ evidence: [await who.brings('试用报告.txt', '三个渔场')] })
  const reports = async (who: Person, more: object = {}) =>
    who.asks('POST', rows(result), {
      ...{ project: project?.id, title: '鱼塘缺氧预警', words: '提前两小时短信提醒，三个渔场在用。', ...more },
    })
  return { ...there, steps, meets, papers, reports, project: (await desk.cases(projectRun))[0]?.id as string }
}

scenario(
  'a posted need is answered, judged, chosen and signed, its milestones are met, and its result is adopted as a capability of the agency that needed it',
  system,
  async (city) => {
    const { desk, clerk, one, two, runs, call, steps, meets, papers, reports, project } = await delivering(city)
    assert.deepEqual(
      [(await one.reads(answering, runs.mine)).state, (await two.reads(answering, runs.other)).state],
      ['signed', 'declined'],
      'whoever is not chosen is told the moment that the other signs',
    )
    const need = async () => (await city.visitor().lists(challenge))[0]
    assert.deepEqual([(await need())?.chosen, (await need())?.answers], ['盐城工学院', 2])
    assert.deepEqual(
      (await steps()).map(({ title, dueOn, signal }) => [title, dueOn, signal]),
      terms.milestones.map(({ title, dueOn }) => [title, dueOn, 'ok']),
    )
    assert.deepEqual(await two.lists(jointProject), [], 'nobody sees another’s project')
    await city.refuses(two.does(milestoneRun, (await steps())[0]?.id, 'report', {}), 'case/not-found')
    await city.refuses(reports(one), 'register/wrong-fields')
    await meets((await steps())[0]?.id)
    await city.waits({ until: '2025-03-03' })
    const [, late] = await steps()
    assert.equal(late?.signal, 'late')
    await meets(late?.id)
    assert.equal((await desk.reads(projectRun, project)).state, 'delivering')

    await city.refuses(reports(two), 'register/wrong-fields')
    await reports(one)
    const [run] = await one.cases(resultRun)
    await city.refuses(one.does(resultRun, run?.id, 'accept', { words: '自己验收。' }), 'identity/not-granted')
    await city.refuses(desk.does(projectRun, project, 'finish', { words: '不要了。' }), 'case/not-now')
    await city.refuses(desk.does(resultRun, run?.id, 'accept', { words: '可用。' }), 'case/not-now')
    await desk.does(resultRun, run?.id, 'sendBack', { words: '补使用说明。' })
    await one.does(resultRun, run?.id, 'resubmit', { words: '已补。', ...(await papers(one)) })
    await desk.does(resultRun, run?.id, 'accept', { words: '可用。' })
    assert.deepEqual(await desk.lists(practice), [])
    await desk.does(resultRun, run?.id, 'adopt', { words: '全市渔场推广。' })
    const [made, ...more] = await desk.lists(practice)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [made?.title, made?.sort, made?.agency, made?.origin, made?.standing],
      [
        ...['鱼塘缺氧预警', 'capability', 'city-agriculture-bureau'],
        ...['揭榜难题“鱼塘缺氧提前两小时预警”，盐城工学院承担，知识产权双方共有', 'draft'],
      ],
    )
    assert.deepEqual(
      [(await desk.reads(projectRun, project)).state, (await desk.reads(calling, call)).state],
      ['adopted', 'adopted'],
    )
    assert.deepEqual([(await need())?.standing, (await need())?.outcome], ['adopted', '成果“鱼塘缺氧预警”采用为能力'])
    const number = async (name: string) => (await clerk.asks('GET', `/api/indicators/${name}`)).number
    assert.deepEqual([await number('challenges-answered-share'), await number('joint-results-adopted')], [100, 1])
  },
  others,
)

scenario(
  'only a partner that was looked over answers, in its own name, once, until the closing day',
  system,
  async (city) => {
    const { one, two, first, second, answers, registers, looks } = await posted(city)
    const refused = await city.refuses(answers(two, second), 'register/wrong-fields')
    assert.match(refused.problem.detail, /应答单位：/u)
    await city.refuses(answers(two, first), 'register/wrong-fields')
    await city.refuses(registers(two, '冒名', codes[0]), 'register/duplicate')
    await city.refuses(two.asks('POST', rows(challenge), { title: '自问自答' }), 'identity/not-granted')
    await answers(one, first)
    await city.refuses(answers(one, first), 'register/duplicate')
    await looks(second.id, 'refuse', { words: '没有相关业绩。' })
    assert.equal((await two.cases(listing))[0]?.state, 'refused')
    await registers(two, '鹤乡数字农业', codes[1])
    await city.waits({ until: '2024-09-11' })
    await looks((await two.lists(partner)).find(({ standing }) => standing === 'applied')?.id, 'list')
    const listed = (await two.lists(partner)).find(({ standing }) => standing === 'listed')
    await city.refuses(answers(two, { id: listed?.id }), 'register/wrong-fields')
  },
  others,
)

scenario(
  'a project ends after it begins, its milestones lie within it, one answer is chosen for a need, and a partner that gives up makes room',
  system,
  async (city) => {
    const { desk, one, two, runs, call } = await judged(city)
    const wrong = (more: object) =>
      city.refuses(desk.does(answering, runs.mine, 'choose', { ...terms, ...more }), 'case/not-now')
    await wrong({ endsOn: '2024-09-01' })
    await wrong({ milestones: [{ title: '试用', dueOn: '2025-04-01' }] })
    await wrong({ milestones: [{ title: '试用', dueOn: '明年' }] })
    await wrong({ milestones: [] })
    await desk.does(answering, runs.mine, 'choose', terms)
    await city.refuses(desk.does(answering, runs.other, 'choose', terms), 'register/duplicate')
    await city.refuses(two.does(answering, runs.mine, 'sign'), 'case/not-found')
    await one.does(answering, runs.mine, 'giveUp', { words: '人手不够。' })
    await desk.does(answering, runs.other, 'choose', terms)
    await two.does(answering, runs.other, 'sign')
    assert.equal((await desk.reads(calling, call)).state, 'running')
    const [milestone] = await desk.cases(milestoneRun)
    const put = (dueOn: string) => desk.does(milestoneRun, milestone?.id, 'putOff', { dueOn, words: '春节。' })
    await city.refuses(put('2025-04-01'), 'case/not-now')
    await city.refuses(put('2024-09-01'), 'case/not-now')
    await put('2025-03-20')
    assert.ok((await two.lists(projectMilestone)).some(({ dueOn }) => dueOn === '2025-03-20'))
    const [project] = await desk.cases(projectRun)
    await desk.does(projectRun, project?.id, 'stop', { words: '试点取消。' })
    assert.deepEqual([...new Set((await two.cases(milestoneRun)).map(({ state }) => state))], ['dropped'])
    assert.equal((await desk.lists(challenge))[0]?.standing, 'unadopted')
  },
  others,
)

scenario(
  'a result that is not adopted is told with the reason; the project is closed without one',
  system,
  async (city) => {
    const { desk, one, steps, meets, papers, reports, project } = await delivering(city)
    for (const { id } of await steps()) await meets(id)
    await reports(one, await papers(one))
    const [run] = await one.cases(resultRun)
    await desk.does(resultRun, run?.id, 'accept', { words: '可用。' })
    await desk.does(resultRun, run?.id, 'turnDown', { words: '已有同类系统。' })
    const { trail } = await one.reads(resultRun, run?.id)
    assert.ok(JSON.stringify(trail).includes('已有同类系统'), 'the partner reads why')
    await city.waits({ until: '2025-04-02' })
    assert.equal((await desk.reads(projectRun, project)).state, 'late')
    await desk.does(projectRun, project, 'finish', { words: '不再需要。' })
    assert.deepEqual(await desk.lists(practice), [])
    const [need] = await city.visitor().lists(challenge)
    assert.deepEqual([need?.standing, need?.outcome], ['unadopted', '不再需要。'])
  },
  others,
)
