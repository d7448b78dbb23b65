import assert from 'node:assert/strict'
import { article, instrument } from '#commons/rulebook'
import { readsSheet, scenario, type City, type Person } from '#testing'
import { defineRegister, defineRole, defineSystem, field, may } from '#platform'
import { answering, consulting, enacting, enactment, evaluation, reading } from './cases.ts'
import { issuedShare, readShare } from './indicators.ts'
import { citation, comment, edition, publication } from './registers.ts'
import { legalReviewer, ruleDrafter, ruleLeader, ruleReader, rulebookDesk } from './roles.ts'
import system from './system.ts'

const first = `盐城市公共数据异议处理规则
第一章 总则
第一条 为了处理公共数据异议，制定本规则。
第二条 本规则所称异议，是指数据与事实不一致。
第二章 办理
第三条 收到异议的，五个工作日内核实。
第四条 核实期间，数据加注“有异议”。`

/** The second edition: 第三条 says something else, 第四条 is gone, 第五条 is new, the others stay. */
const second = first
  .replace('五个工作日', '三个工作日')
  .replace('第四条 核实期间，数据加注“有异议”。', '第五条 结果告知提出人。')

/** Another system's matter, which rests on an article. */
const matter = defineRegister('toy-matter', {
  title: '事项',
  naming: 'name',
  fields: { name: field.text('名称'), basis: field.record('依据', article, { where: { standing: 'in-force' } }) },
})
const clerk = defineRole('toy-clerk', { title: '经办', grants: [may(matter, ['read', 'create'], 'own-agency')] })
const elsewhere = defineSystem('toy-elsewhere', {
  ...{ title: '别处', owner: 'city-finance-bureau', parts: [matter, clerk], pages: [] },
})

const on = '/api/registers'
const follow = ['city-finance-bureau', 'city-industry-bureau']

/** The desk, a drafter of the data bureau, a reviewer of the justice bureau, and an instrument that is planned until the end of September. */
async function rulebook(city: City) {
  const desk = await city.officer('city-data-bureau', [rulebookDesk.name])
  const drafter = await city.officer('city-data-bureau', [ruleDrafter.name], '许起草')
  const lawyer = await city.officer('city-justice-bureau', [legalReviewer.name], '方审法')
  const { id } = await desk.asks('POST', `${on}/${instrument.name}`, {
    ...{ code: 'data-objection', title: '公共数据异议处理规则', issuer: 'city-data-bureau', sort: 'rule' },
    ...{ plannedOn: '2024-09-30', planItem: '第10条：印发《公共数据异议处理细则》' },
  })
  const drafts = (text: string) =>
    drafter.asks('POST', `${on}/${edition.name}`, {
      ...{ instrument: id, title: '盐城市公共数据异议处理规则', text, why: '落实要点第10条。', followers: follow },
    })
  return { desk, drafter, lawyer, id: id as string, drafts }
}

const opened = async (who: Person, kind: typeof enactment) => (await who.cases(kind)).find((one) => !one.closedAt)?.id

/** From a draft that nobody comments on to the day on which it is in force. */
async function issues(city: City, { drafter, lawyer }: { drafter: Person; lawyer: Person }, more: object = {}) {
  const id = await opened(drafter, enactment)
  const today = city.clock.now().toISOString().slice(0, 10)
  await drafter.does(enactment, id, 'publish', { commentUntil: plus(today, 8) })
  await city.waits({ days: 9 })
  const asked = (await drafter.cases(consulting)).find((one) => !one.closedAt)
  await drafter.does(consulting, asked?.id, 'finish', { summary: '没有收到意见。' })
  await drafter.does(enactment, id, 'submit', { words: '请审。' })
  await lawyer.does(enactment, id, 'pass', { opinion: '合法。' })
  await drafter.does(enactment, id, 'issueNow', { docNumber: '盐数规〔2024〕1号', followers: follow, ...more })
  return id as string
}
const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

scenario(
  'a rule is drafted before the public, answered, reviewed and issued; what cites an article sees it change the same day',
  system,
  async (city) => {
    const { desk, drafter, lawyer, id, drafts } = await rulebook(city)
    const outsider = await city.officer('city-finance-bureau', [ruleDrafter.name])
    const citizen = await city.citizen('su', '苏玉兰')
    const visitor = city.visitor()

    // A draft is the drafters' own: nobody outside reads it, its number is counted on, its text may be corrected.
    const draft = await drafts('没有条款的一段话')
    assert.equal(draft.number, 1)
    assert.equal((await outsider.lists(edition)).length, 0)
    await city.refuses(visitor.asks('GET', `${on}/${edition.name}/${draft.id}`), 'register/not-found')
    const making = await opened(drafter, enactment)
    const publish = (until: string) => drafter.does(enactment, making, 'publish', { commentUntil: until })
    const undivided = await city.refuses(publish('2024-09-10'), 'case/not-now')
    assert.match(undivided.message, /没有找到以“第一条”/)
    const amends = (text: string, version: number) =>
      drafter.asks('PATCH', `${on}/${edition.name}/${draft.id}`, { text }, { 'if-match': `${version}` })
    await amends(`${first}\n第四条 又一个第四条。`, 1)
    assert.match((await city.refuses(publish('2024-09-10'), 'case/not-now')).message, /第四条出现了两次/)
    await amends(first, 2)
    assert.match((await city.refuses(publish('2024-08-30'), 'case/not-now')).message, /不少于七天/)
    await publish('2024-09-10')
    assert.match((await city.refuses(amends('改一改', 4), 'register/not-amendable-now')).message, /公开征求意见/)

    // The public reads the draft and says something; each is answered before it goes on.
    const [open] = await visitor.lists(publication)
    assert.deepEqual([open?.standing, open?.until, open?.text], ['open', '2024-09-10', first])
    await city.refuses(
      visitor.asks('POST', `${on}/${comment.name}`, { text: open?.id, point: '太慢', words: '太慢。', name: '谁' }),
      'identity/not-signed-in',
    )
    const says = (point: string) =>
      citizen.asks('POST', `${on}/${comment.name}`, {
        ...{ text: open?.id, label: '第三条', point, words: '五个工作日太长，建议三个。', name: '苏玉兰' },
      })
    await says('核实快一点')
    await says('说清楚谁核实')
    assert.equal((await outsider.cases(answering)).length, 0)
    await city.waits({ until: '2024-09-11' })
    await city.refuses(says('迟到的意见'), 'register/wrong-fields')
    const asked = (await drafter.cases(consulting))[0]
    const finish = () => drafter.does(consulting, asked?.id, 'finish', { summary: '两条意见，一条采纳。' })
    assert.match((await city.refuses(finish(), 'case/not-now')).message, /还有 2 件“意见答复”没有办结/)
    const answer = (one: string) =>
      drafter.does(answering, one, 'answer', { result: 'whole', answer: '已经改为三个工作日。' })
    const comments = await drafter.cases(answering)
    await answer(comments[0]?.id)
    assert.match((await city.refuses(finish(), 'case/not-now')).message, /还有 1 件/)
    await answer(comments[1]?.id)
    await city.refuses(drafter.does(enactment, making, 'submit', { words: '请审。' }), 'case/out-of-order')
    await finish()
    const [mine] = await citizen.cases(answering)
    const answered = await citizen.reads(answering, mine?.id)
    assert.deepEqual([answered.state, answered.record.answer], ['answered', '已经改为三个工作日。'])
    assert.ok((await citizen.inbox()).some(({ path }) => path.endsWith(mine?.id)))

    // Lawful: sent back once, passed; its day has passed meanwhile, and the light is red.
    await drafter.does(enactment, making, 'submit', { words: '请审。' })
    await city.refuses(drafter.does(enactment, making, 'pass', { opinion: '自己审。' }), 'identity/not-granted')
    await lawyer.does(enactment, making, 'sendBack', { opinion: '第三条期限与省规定不一致。' })
    await drafter.does(enactment, making, 'submit', { words: '已核对。' })
    await lawyer.does(enactment, making, 'pass', { opinion: '合法。' })
    const light = async () => (await desk.cases(enacting)).map(({ state, signal }) => `${state} ${signal}`)
    assert.deepEqual(await light(), ['planned near'])
    await city.waits({ until: '2024-10-01' })
    assert.deepEqual(await light(), ['planned late'])
    assert.equal((await city.visitor().lists(article)).length, 0)
    await drafter.does(enactment, making, 'issueNow', {
      ...{ docNumber: '盐数规〔2024〕1号', followers: follow, evaluateOn: '2025-04-01' },
    })
    assert.deepEqual(await light(), ['enacted done'])
    const inForce = async () =>
      (await visitor.lists(article, '&filter.standing=in-force&sort=place')).map(
        ({ label, edition: of }) => `${label} ${of}`,
      )
    assert.deepEqual(await inForce(), ['第一条 1', '第二条 1', '第三条 1', '第四条 1'])
    const [issuedOnes] = [await visitor.lists(publication, '&filter.standing=current')]
    assert.deepEqual([issuedOnes.length, issuedOnes[0]?.text], [1, first])

    // Revised: an article that says the same stays, another is amended, one is gone, one is new.
    const before = await visitor.lists(article, '&sort=place')
    assert.equal((await drafts(second)).number, 2)
    await issues(city, { drafter, lawyer })
    assert.deepEqual(await inForce(), ['第一条 1', '第二条 1', '第三条 2', '第五条 2'])
    const after = await visitor.lists(article, '&sort=place')
    const standing = (one?: { id?: string }) => after.find(({ id: now }) => now === one?.id)?.standing
    assert.deepEqual(before.map(standing), ['in-force', 'in-force', 'amended', 'repealed'])
    assert.deepEqual((await visitor.lists(publication)).map((one) => one.standing).toSorted(), [
      ...['closed', 'closed', 'current', 'former'],
    ])
    assert.equal((await drafter.lists(edition, '&filter.standing=former')).length, 1)

    // Repealed: every article at once, and nobody begins another edition.
    const [done] = await drafter.cases(enacting)
    await drafter.does(enacting, done?.id, 'repeal', { docNumber: '盐数规〔2024〕9号', words: '由新办法取代。' })
    assert.deepEqual(await inForce(), [])
    await city.refuses(drafts(second), 'register/wrong-fields')
    assert.equal((await visitor.asks('GET', `${on}/${instrument.name}/${id}`)).standing, 'repealed')
    await city.waits({ until: '2025-04-05' })
    assert.equal((await desk.cases(evaluation)).length, 0, 'what is repealed is not evaluated')
  },
)

scenario(
  'an article that a matter cites shows its repeal the same day; none is cited in a circle, or once it is repealed',
  system,
  async (city) => {
    const { drafter, lawyer, drafts } = await rulebook(city)
    const finance = await city.officer('city-finance-bureau', [clerk.name])
    await drafts(first)
    await issues(city, { drafter, lawyer })
    const [one, two, three, four] = await drafter.lists(article, '&sort=place')
    const cites = (from: typeof one, to: typeof one) =>
      drafter.asks('POST', `${on}/${citation.name}`, { article: from?.id, cites: to?.id, how: '期限按其规定' })
    await cites(one, two)
    await cites(two, three)
    for (const to of [one, two]) {
      const circle = await city.refuses(cites(three, to), 'register/circular')
      assert.match(circle.message, /第三条”.*反过来就绕成了圈/)
    }
    assert.match((await city.refuses(cites(four, four), 'register/circular')).message, /不能引用它自己/)
    assert.equal((await drafter.lists(citation)).length, 2, 'what was refused is not there')

    const rests = (basis: string) => finance.asks('POST', `${on}/${matter.name}`, { name: '专项资金', basis })
    const { id: cited } = await rests(four?.id)
    const told = async () => {
      const job = await finance.finishes(await finance.asks('POST', `${on}/${matter.name}/export`, { query: '' }))
      const [row] = await readsSheet((await finance.raw('GET', job.path)).rawPayload, { 依据: 'text' })
      return row?.['依据']
    }
    assert.equal(await told(), '盐城市公共数据异议处理规则 第四条')
    await drafts(second)
    await issues(city, { drafter, lawyer })
    assert.equal(await told(), '盐城市公共数据异议处理规则 第四条（已废止）')
    assert.equal((await finance.asks('GET', `${on}/${matter.name}/${cited}`)).basis, four?.id)
    await city.refuses(rests(four?.id), 'register/wrong-fields')
    await city.refuses(cites(one, three), 'register/wrong-fields')
    const { rows } = await finance.asks('GET', `/api/search?q=${encodeURIComponent('异议处理规则 第四条')}`)
    assert.ok(rows.some(({ title }: { title: string }) => title.endsWith('第四条（已废止）')))
  },
  [elsewhere],
)

scenario(
  'who must follow reads by a day, and their share is counted; another day of force is waited for, and its outcome is judged',
  system,
  async (city) => {
    const { desk, drafter, lawyer, drafts } = await rulebook(city)
    const leader = await city.officer('city-government-office', [ruleLeader.name])
    const reader = await city.officer('city-finance-bureau', [ruleReader.name])
    await drafts(first)
    const making = await opened(drafter, enactment)
    await drafter.does(enactment, making, 'publish', { commentUntil: '2024-09-04' })
    await city.waits({ until: '2024-09-05' })
    const [asked] = await drafter.cases(consulting)
    await drafter.does(consulting, asked?.id, 'finish', { summary: '没有收到意见。' })
    await drafter.does(enactment, making, 'submit', { words: '请审。' })
    await lawyer.does(enactment, making, 'pass', { opinion: '合法。' })
    const issued = { docNumber: '盐数规〔2024〕1号', followers: follow }
    const later = (inForceOn: string, evaluateOn: string) =>
      drafter.does(enactment, making, 'issueLater', { ...issued, inForceOn, evaluateOn })
    await city.refuses(later('2024-09-05', '2025-04-01'), 'case/not-now')
    await city.refuses(later('2024-10-08', '2024-10-01'), 'case/not-now')
    await later('2024-10-08', '2025-04-01')
    assert.equal((await desk.cases(enacting))[0]?.signal, 'done', 'issued by its day')
    await city.waits({ until: '2024-10-07' })
    assert.equal((await drafter.lists(article)).length, 0)
    await city.waits({ until: '2024-10-08' })
    assert.deepEqual(
      (await drafter.lists(article)).map(({ sinceOn }) => sinceOn),
      Array.from({ length: 4 }, () => '2024-10-08'),
    )

    const receipts = async () => (await desk.cases(reading)).map(({ state }) => state).toSorted()
    assert.deepEqual(await receipts(), ['late', 'late'])
    const [mine] = await reader.cases(reading)
    await reader.does(reading, mine?.id, 'acknowledge', { people: 35 })
    const number = async (who: Person, name: string) =>
      (await who.asks('GET', '/api/indicators')).find((one: { name: string }) => one.name === name).number
    assert.equal(await number(leader, readShare.name), 50)
    assert.equal(await number(leader, issuedShare.name), 100)

    await city.waits({ until: '2025-04-02' })
    const [judged] = await drafter.cases(evaluation)
    await drafter.does(evaluation, judged?.id, 'conclude', { result: 'revise', words: '三日更合适。' })
    assert.equal((await leader.reads(evaluation, judged?.id)).facts.result, 'revise')
  },
)

scenario(
  'a draft that is given up takes its consultation with it; an instrument that is repealed its drafts',
  system,
  async (city) => {
    const { desk, drafter, lawyer, drafts } = await rulebook(city)
    await drafts(first)
    const given = await opened(drafter, enactment)
    await drafter.does(enactment, given, 'publish', { commentUntil: '2024-09-10' })
    await drafter.does(enactment, given, 'drop', { words: '另行起草。' })
    assert.deepEqual(
      (await desk.cases(consulting)).map(({ state }) => state),
      ['ended'],
    )
    await drafts(first)
    await issues(city, { drafter, lawyer })
    await drafts(second)
    const another = await opened(drafter, enactment)
    const [done] = await drafter.cases(enacting)
    await drafter.does(enacting, done?.id, 'repeal', { docNumber: '盐数规〔2024〕9号', words: '取代。' })
    assert.equal((await drafter.reads(enactment, another)).state, 'dropped')
  },
)
