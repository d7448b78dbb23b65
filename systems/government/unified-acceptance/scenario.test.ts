import assert from 'node:assert/strict'
import { itemNeed, serviceItem } from '#commons/service-item'
import { scenario } from '#testing'
import { handling } from '#commons/service-handling'
import { itemChanging, itemRun, redress } from './cases.ts'
import { rating } from '#commons/service-rating'
import { itemChange } from './registers.ts'
import unifiedAcceptance from './system.ts'

type City = Parameters<Parameters<typeof scenario>[2]>[0]

const item = {
  ...{ title: '食品经营许可（新办）', sort: '01', lead: 'city-market-regulation-bureau', level: 'county' },
  ...{ whom: ['person', 'enterprise'], theme: 'food', words: '开饭店、卖吃的要什么证', fee: '不收费' },
  ...{ conditions: '有固定经营场所的经营者。', promisedDays: 5, legalDays: 20 },
  ...{ basis: '《中华人民共和国食品安全法》第三十五条', result: '食品经营许可证', apart: true },
}
const plan = { title: '经营场所平面图', kind: 'files', source: 'applicant', needed: true }
const area = { title: '经营面积（平方米）', kind: 'integer', source: 'applicant', needed: true }
const licence = { title: '营业执照', kind: 'files', source: 'licence', needed: true }

/** An item that is offered, with what it needs. */
async function offered(city: City) {
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const { id } = await library.asks('POST', '/api/registers/service-item', item)
  const need = (one: object) => library.asks('POST', '/api/registers/service-item-need', { ...one, item: id })
  const needs = { plan: (await need(plan)).id, area: (await need(area)).id }
  await need(licence)
  return { library, id: id as string, needs }
}

const asked = { livesAt: '320902001', applicant: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002' }

scenario(
  'unified-acceptance: an application goes through every stop of the clock, and is due on the right day; a bad rating is answered',
  unifiedAcceptance,
  async (city) => {
    const { id, needs } = await offered(city)
    const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
    const elsewhere = await city.officer('yandu-service-hall', ['service-receiver'], '杜鹃')
    const bureau = await city.officer('tinghu-market-regulation-bureau', ['service-decider'], '史平')
    const citizen = await city.citizen('suyulan', '苏玉兰')
    const paper = await citizen.brings('平面图.txt', '一间店')
    const said = [
      { asks: needs.plan, says: [paper] },
      { asks: needs.area, says: 60 },
    ]
    const made = await citizen.asks('POST', '/api/registers/service-application', { ...asked, item: id, said })
    assert.deepEqual(
      [made.title, made.handledBy, made.at, made.door, made.number],
      [item.title, 'tinghu-market-regulation-bureau', 'tinghu-service-hall', 'online', 'YC0100001-20240826-0001'],
    )
    // Another application of that day has the next number; what the state holds is not asked, and not handed in.
    const next = await citizen.asks('POST', '/api/registers/service-application', { ...asked, item: id, said })
    assert.equal(next.number, 'YC0100001-20240826-0002')
    await city.refuses(
      citizen.asks('POST', '/api/registers/service-application', { ...asked, item: id, said: said.slice(1) }),
      'register/wrong-fields',
    )

    const [one] = await hall.cases(handling, `&subject=${made.id}`)
    const run = one?.['id'] as string
    assert.deepEqual(await elsewhere.cases(handling), [])
    assert.deepEqual(await bureau.cases(handling), [])
    // Whatever is missing is asked for at once, and once; the days until it is there do not count.
    await hall.does(handling, run, 'supplement', { words: '请补后厨照片' })
    await city.waits({ workingDays: 4 })
    await citizen.does(handling, run, 'handIn', {
      words: '补了照片',
      papers: [await citizen.brings('后厨.txt', '照片')],
    })
    await city.refuses(hall.does(handling, run, 'supplement', { words: '再补一样' }), 'case/not-now')
    await hall.does(handling, run, 'receive', {})
    // Received on Friday 30 August: five working days from the Monday after it.
    let seen = await bureau.reads(handling, run)
    assert.deepEqual(
      [seen.state, seen.agency, seen.dueOn],
      ['handling', 'tinghu-market-regulation-bureau', '2024-09-06'],
    )
    assert.equal((await bureau.raw('GET', `/api/files/${paper.id}/${encodeURIComponent(paper.name)}`)).statusCode, 200)
    assert.equal((await hall.reads(handling, run)).may.length, 0, 'the window sees where it is, and decides nothing')
    await bureau.does(handling, run, 'special', { sort: 'inspection', words: '现场核查，三个工作日' })
    await city.waits({ workingDays: 3 })
    await bureau.does(handling, run, 'resume', { words: '现场符合要求' })
    seen = await bureau.reads(handling, run)
    assert.deepEqual([seen.state, seen.dueOn], ['handling', '2024-09-11'])
    await bureau.does(handling, run, 'extend', { words: '食材来源要再核对' })
    // Ten working days after 11 September: the Mid-Autumn days are no working days, Saturday the 14th is one.
    assert.equal((await bureau.reads(handling, run)).dueOn, '2024-09-26')
    await city.refuses(bureau.does(handling, run, 'extend', { words: '再延' }), 'case/not-now')
    await city.waits({ until: '2024-09-27' })
    seen = await bureau.reads(handling, run)
    assert.deepEqual([seen.state, seen.signal], ['late', 'late'])
    const result = await bureau.brings('食品经营许可证.txt', '许可')
    await bureau.does(handling, run, 'grant', { words: '准予', resultFiles: [result] })
    seen = await hall.reads(handling, run)
    assert.deepEqual([seen.state, seen.agency], ['granted', 'tinghu-service-hall'])
    assert.equal(
      (await citizen.raw('GET', `/api/files/${result.id}/${encodeURIComponent(result.name)}`)).statusCode,
      200,
    )
    await hall.does(handling, run, 'deliver', {})
    await citizen.does(handling, run, 'rate', { score: '4', opinion: '超了一天' })
    const [rated] = await bureau.lists(rating)
    assert.deepEqual([rated?.['score'], rated?.['words'], rated?.['title']], ['4', '超了一天', item.title])
    const [bad] = await bureau.cases(redress)
    await bureau.does(redress, bad?.['id'] as string, 'answer', { answer: '已与当事人说明，改进了核查安排' })
    assert.equal((await bureau.lists(rating))[0]?.['answer'], '已与当事人说明，改进了核查安排')
  },
)

scenario(
  'unified-acceptance: who is told nothing in five working days is accepted; who is no applicant, and what is not offered, is told so',
  unifiedAcceptance,
  async (city) => {
    const { library, id, needs } = await offered(city)
    const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
    const citizen = await city.citizen('suyulan', '苏玉兰')
    const neighbour = await city.citizen('chenyu', '陈雨')
    const file = await citizen.brings('平面图.txt', '一间店')
    const said = [
      { asks: needs.plan, says: [file] },
      { asks: needs.area, says: 60 },
    ]
    const apply = (more: object = {}) =>
      citizen.asks('POST', '/api/registers/service-application', { ...asked, item: id, said, ...more })
    const { id: first } = await apply()
    const { id: nameless } = await apply({ idNumber: null })
    const runOf = async (row: string) => (await hall.cases(handling, `&subject=${row}`))[0]?.['id'] as string
    assert.match(
      (await city.refuses(hall.does(handling, await runOf(nameless), 'receive', {}), 'case/not-now')).message,
      /没有身份证号/,
    )
    await hall.does(handling, await runOf(nameless), 'turnAway', { words: '没有说明申请人是谁，请带证件到窗口' })
    await city.refuses(neighbour.reads(handling, await runOf(first)), 'case/not-found')
    await city.refuses(neighbour.asks('GET', `/api/registers/service-application/${first}`), 'register/not-found')
    await city.waits({ workingDays: 6 })
    const seen = await citizen.reads(handling, await runOf(first))
    assert.equal(seen.state, 'unanswered')
    await city.refuses(hall.does(handling, await runOf(first), 'turnAway', { words: '迟了' }), 'case/out-of-order')
    await hall.does(handling, await runOf(first), 'receive', {})

    // An item is stopped as its agency asks and the library agrees; whoever has its form open is told.
    const keeper = await city.officer('city-market-regulation-bureau', ['service-item-keeper'], '管事')
    await keeper.asks('POST', '/api/registers/service-item-change', { item: id, becomes: 'suspended', why: '系统升级' })
    const [change] = await library.cases(itemChanging)
    await library.does(itemChanging, change?.['id'] as string, 'agree', { words: '同意' })
    await city.refuses(apply(), 'register/wrong-fields')
    assert.equal((await library.lists(itemChange)).length, 1)

    // An agency's own new item is a draft until it was looked over, with a limit within the law's.
    const draft = { ...item, title: '小餐饮备案', promisedDays: 3, legalDays: 5 }
    await city.refuses(
      keeper.asks('POST', '/api/registers/service-item', { ...draft, promisedDays: 9 }),
      'register/wrong-fields',
    )
    const { id: own } = await keeper.asks('POST', '/api/registers/service-item', draft)
    await city.refuses(apply({ item: own, said: [] }), 'register/wrong-fields')
    const [writing] = await keeper.cases(itemRun)
    await keeper.does(itemRun, writing?.['id'] as string, 'submit', { words: '新增' })
    await library.does(itemRun, writing?.['id'] as string, 'publish', { words: '可以' })
    const made = await apply({ item: own, said: [] })
    assert.equal(made.title, '小餐饮备案')
    assert.equal((await library.lists(itemNeed)).length, 3)
    assert.equal((await library.lists(serviceItem)).length, 2)
  },
)
