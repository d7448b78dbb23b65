import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { application } from '#commons/service-application'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { allowance } from '#testing/allowance'
import { applicationsBrought } from './indicators.ts'
import grassrootsDesk from './system.ts'

const beside = systems.filter(({ name }) => name === 'unified-acceptance')

const village = 'village-320902001201'
const livesAt = '320902001201'
const su = { applicant: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002' }

/** Two items that are offered, of which villages take one in. */
async function offered(city: City) {
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const item = async (more: object) =>
    (await library.asks('POST', '/api/registers/service-item', { ...allowance, ...more })).id as string
  const here = await item({ grassroots: true })
  const elsewhere = await item({ title: '养老机构备案', words: '办养老院要什么', grassroots: false })
  const { id: bank } = await library.asks('POST', '/api/registers/service-item-need', {
    ...{ item: here, title: '社保卡开户行', kind: 'text', source: 'applicant', needed: true },
  })
  return { here, elsewhere, bank: bank as string }
}

/** Those of one village who apply for others. */
async function workers(city: City) {
  const ying = await city.officer(village, ['village-worker'], '蔡英')
  const guo = await city.officer(village, ['village-worker'], '韦建国')
  const elsewhere = await city.officer('village-320902003013', ['village-worker'], '别村')
  return { ying, guo, elsewhere }
}

const drafts = '/api/counters/village-desk/drafts'

/** What one device writes of a draft. */
const writes = (by: Person, draft: string, from: number, words: object, more: object = {}) =>
  by.asks('POST', `${drafts}/${draft}/writings`, {
    ...{ id: randomUUID(), base: from, words, writtenAt: '2024-08-26T09:30:00+08:00', ...more },
  })

scenario(
  'grassroots-desk: two workers write one draft without a network; both are kept, one is decided on, it is filed once and followed to its end',
  grassrootsDesk,
  async (city) => {
    const { here, bank } = await offered(city)
    const { ying, guo } = await workers(city)
    const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
    const paper = await ying.brings('委托书.jpg', Buffer.from('ffd8ffe000104a464946000101', 'hex'))
    const said = [{ asks: bank, says: '建设银行' }]
    const words = { item: here, livesAt, ...su, consent: 'signed', consentPapers: [paper], said }
    const draft = randomUUID()
    const first = await writes(ying, draft, 0, words)
    assert.deepEqual([first.version, first.called, first.standing], [1, '高龄津贴，苏**', 'open'])

    // A colleague takes it up; that somebody's data was looked at is on record for her.
    const citizen = await city.citizen('suyulan', '苏玉兰', su.idNumber)
    const taken = await guo.asks('GET', `${drafts}/${draft}`)
    assert.deepEqual(taken.words.said, said)

    // Both lose the network and write on from the first version, each for himself.
    const later = await writes(guo, draft, 1, { ...words, mobile: '13805119999', words: '她行动不便，请上门' })
    assert.deepEqual([later.version, later.apart.length], [2, 0])
    const mine = {
      ...words,
      mobile: '13805118888',
      said: [{ asks: bank, says: '农业银行' }],
      delivery: 'post',
      address: '五星村 3 组',
    }
    const write = { id: randomUUID() }
    const met = await writes(ying, draft, 1, mine, write)
    const again = await writes(ying, draft, 1, mine, write)
    assert.equal(again.version, met.version, 'what a device sends again counts once')
    assert.deepEqual(
      met.apart.map((one: Record<string, unknown>) => [one['part'], one['stands'], one['other'], one['by']]),
      [['mobile', '13805119999', '13805118888', '蔡英']],
    )
    assert.deepEqual(
      [met.words.words, met.words.address, met.words.said[0].says],
      ['她行动不便，请上门', '五星村 3 组', '农业银行'],
    )
    const file = (by: Person, version: number) => by.asks('POST', `${drafts}/${draft}/filing`, { version })
    await city.refuses(file(guo, met.version), 'counter/undecided')
    const decided = await writes(
      ying,
      draft,
      met.version,
      { ...met.words, mobile: '13805118888' },
      { decides: ['mobile'] },
    )
    assert.deepEqual([decided.apart, decided.words.mobile], [[], '13805118888'])
    await city.refuses(file(guo, met.version), 'counter/changed')

    // Filed once, whoever files it and however often; the colleague has the files in hand that the other brought.
    const [one, two] = await Promise.all([file(guo, decided.version), file(guo, decided.version)])
    assert.equal(one.row, two.row)
    assert.equal((await file(ying, 1)).row, one.row)
    const [run, ...more] = await hall.cases(handling, `&subject=${one.row}`)
    assert.deepEqual([more.length, run?.['state']], [0, 'filed'])

    // What is written after it was filed is not in it, and whoever wrote it is told.
    const late = await writes(guo, draft, decided.version, { ...decided.words, mobile: '13805117777' })
    assert.deepEqual([late.standing, late.late], ['filed', [{ part: 'mobile', other: '13805117777' }]])
    await city.refuses(guo.asks('DELETE', `${drafts}/${draft}?version=${late.version}`), 'counter/filed-already')

    // The hall asks for more; the village hands it in; the case goes on with the village looking on.
    const id = run?.['id'] as string
    await hall.does(handling, id, 'supplement', { words: '请补社保卡照片' })
    await ying.does(handling, id, 'handIn', { words: '补了', papers: [await ying.brings('社保卡.txt', '正面')] })
    await hall.does(handling, id, 'receive', {})
    const seen = await guo.reads(handling, id)
    assert.deepEqual([seen.state, seen.agency], ['handling', 'tinghu-civil-affairs-bureau'])
    assert.equal((await citizen.raw('GET', `/api/cases/service-handling/${id}`)).statusCode, 200)
    const leader = await city.officer('city-data-bureau', ['grassroots-leader'], '纪成')
    assert.equal((await leader.lists(application)).length, 1)
    assert.equal((await leader.asks('GET', `/api/indicators/${applicationsBrought.name}`))['number'], 1)
    const { rows } = await citizen.asks('GET', '/api/looks')
    assert.ok(rows.some(({ purpose }: { purpose: string }) => purpose === '镇村一平台：接着办草稿'))
  },
  beside,
)

scenario(
  'grassroots-desk: nothing is filed without consent, of other items, for other places, or by another village; what was given up comes back with what is written of it',
  grassrootsDesk,
  async (city) => {
    const { here, elsewhere: item, bank } = await offered(city)
    const { ying, guo, elsewhere } = await workers(city)
    const paper = await ying.brings('委托书.txt', '同意')
    const words = {
      ...{ item: here, livesAt, ...su, consent: 'thumb', consentPapers: [paper], said: [{ asks: bank, says: '建行' }] },
    }
    const refused = async (change: object, says: RegExp) => {
      const draft = randomUUID()
      const { version } = await writes(ying, draft, 0, { ...words, ...change })
      const answer = await city.refuses(
        ying.asks('POST', `${drafts}/${draft}/filing`, { version }),
        'register/wrong-fields',
      )
      assert.match(JSON.stringify(answer), says)
      // What was refused is a draft still.
      assert.equal((await ying.asks('GET', `${drafts}/${draft}`)).standing, 'open')
    }
    await refused({ consent: null }, /本人怎样同意代办/)
    await refused({ consentPapers: [] }, /同意的凭证/)
    await refused({ item, said: [] }, /办什么/)
    await refused({ idNumber: '320902196307220028' }, /身份证号/)

    const away = randomUUID()
    const { version } = await writes(ying, away, 0, { ...words, livesAt: '320902003013' })
    await city.refuses(ying.asks('POST', `${drafts}/${away}/filing`, { version }), 'identity/not-granted')
    // Another village sees nothing of it, and takes no place with its number.
    await city.refuses(elsewhere.asks('GET', `${drafts}/${away}`), 'counter/no-such-draft')
    await city.refuses(writes(elsewhere, away, 0, words), 'counter/no-such-draft')
    assert.equal(
      (await elsewhere.raw('GET', `/api/files/${paper.id}/${encodeURIComponent(paper.name)}`)).statusCode,
      404,
    )
    assert.equal((await guo.raw('GET', `/api/files/${paper.id}/${encodeURIComponent(paper.name)}`)).statusCode, 200)
    await city.refuses(writes(ying, randomUUID(), 3, words), 'counter/no-such-draft')
    await city.refuses(writes(ying, randomUUID(), 0, { ...words, outcome: 'granted' }), 'counter/not-taken')
    const citizen = await city.citizen('chenyu', '陈雨')
    await city.refuses(citizen.asks('GET', drafts), 'counter/no-such')

    await guo.asks('DELETE', `${drafts}/${away}?version=${version}`)
    const open = async () => (await guo.asks('GET', drafts)).rows.map(({ id }: { id: string }) => id)
    assert.equal((await open()).includes(away), false)
    const back = await writes(ying, away, version, words)
    assert.deepEqual([back.standing, (await open()).includes(away)], ['open', true])
    const { row } = await ying.asks('POST', `${drafts}/${away}/filing`, { version: back.version })
    assert.ok(row)
    await city.waits({ workingDays: 30 })
    await city.refuses(ying.asks('GET', `${drafts}/${away}`), 'counter/no-such-draft')
  },
  beside,
)
