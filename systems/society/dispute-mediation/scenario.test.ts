import assert from 'node:assert/strict'
import { scenario, wordsOf } from '#testing'
import { assistance, mediation } from './cases.ts'
import { dispute } from './registers.ts'
import { disputeHelper, disputeLeader, gridReporter, mediator } from './roles.ts'
import system from './system.ts'

const number = (body: string) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[[...body].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] as number), 0) % 11]
}
const [hers, his] = [number('32090219700101002'), number('32090219680312001')]
const told = {
  ...{ matter: '楼上漏水，修缮费用谈不拢', sort: 'neighbours', words: '上月起厨房漏水。', wish: '修好并赔偿吊顶。' },
  ...{ happenedAt: '320902', applicantName: '李华', applicantMobile: '13805110000', respondentName: '陈建' },
}
const at = '/api/registers/dispute'
const doing = (action: string, id: string) => `/api/cases/mediation/${id}/${action}`

scenario(
  'a neighbour brings a dispute from home, both sides sign, and it goes on when it breaks out again',
  system,
  async (city) => {
    const centre = await city.officer('tinghu-mediation-centre', [mediator.name], '调解员甲')
    const other = await city.officer('yandu-mediation-centre', [mediator.name], '调解员乙')
    const li = await city.citizen('lihua', '李华')
    const stranger = await city.citizen('stranger', '陈建')

    // What others fill in is not asked of her, and is refused when she says it.
    const face = (await li.asks('GET', '/api/manifest')).registers.dispute
    assert.deepEqual(
      face.steps.map((step: { title: string }) => step.title),
      ['发生了什么', '在哪里', '希望怎样解决', '您是谁', '对方是谁'],
    )
    assert.ok(
      !face.steps.some((step: { asks: string[] }) => step.asks.includes('mediator') || step.asks.includes('centre')),
    )
    await city.refuses(li.asks('POST', at, { ...told, mediator: '李华' }), 'register/wrong-fields')
    const row = await li.asks('POST', at, { ...told, respondentNumber: his })
    assert.deepEqual(
      [row.centre, row.agency, row.region, row.door],
      ['tinghu-mediation-centre', 'tinghu-mediation-centre', '320902', 'online'],
    )

    // She sees her matter; the other side has no account that is known to be theirs, and sees nothing yet.
    const [mine] = await li.cases(mediation)
    const id = mine?.id as string
    assert.deepEqual((await li.reads(mediation, id)).may, ['withdraw'])
    await city.refuses(stranger.asks('GET', `/api/cases/mediation/${id}`), 'case/not-found')
    await city.refuses(other.asks('GET', `/api/cases/mediation/${id}`), 'case/not-found')
    await city.refuses(
      li.asks('POST', doing('accept', id), { version: 1, form: { mediator: '李华' } }),
      'identity/not-granted',
    )

    // The centre of the place has it in its inbox, accepts it, and she is told in plain words.
    assert.deepEqual(
      (await centre.inbox()).map(({ title }) => title),
      [told.matter],
    )
    await centre.does(mediation, id, 'accept', { mediator: '王和' })
    assert.match((await li.inbox())[0]?.says, /调解员正在联系双方/)
    await centre.does(mediation, id, 'propose', { agreement: '陈建修好漏水，赔偿 800 元。', performBy: '2024-09-20' })

    // Two clerks read his papers: from then on the case is his too.
    const chen = await city.citizen('chenjian', '陈建', his)
    const seen = await chen.reads(mediation, id)
    assert.deepEqual(
      [seen.record.words, seen.record.agreement],
      [null, '陈建修好漏水，赔偿 800 元。'],
      'her words are hers; what he signs is his to read',
    )
    assert.match(JSON.stringify(seen.trail), /赔偿 800 元/, 'the agreement is shown to both')
    assert.deepEqual(seen.may, ['sign', 'decline'])

    // Both sign, in any order, each once.
    await chen.does(mediation, id, 'sign')
    assert.equal((await chen.reads(mediation, id)).state, 'signing')
    await city.refuses(chen.does(mediation, id, 'sign'), 'case/not-now')
    assert.ok((await li.inbox()).some(({ kind, about, path }) => kind === 'todo' && (about ?? path)))
    const paper = `/api/cases/mediation/${id}/papers/mediation-agreement`
    const signatures = async () =>
      ((await wordsOf((await li.raw('GET', paper)).rawPayload)).match(/（签名）：.*/g) ?? []).map((one) => one.slice(5))
    assert.deepEqual(await signatures(), ['　　　　　　　　　　年　月　日', '陈建　　2024年8月26日'])
    await li.does(mediation, id, 'sign')
    assert.equal((await li.reads(mediation, id)).state, 'agreed')
    assert.deepEqual(await signatures(), ['李华　　2024年8月26日', '陈建　　2024年8月26日'])
    await city.refuses(stranger.asks('GET', paper), 'case/not-found')

    // The day comes, the mediator asks, it is settled; twelve days later it breaks out again and goes on with its history.
    await city.waits({ until: '2024-09-21' })
    assert.equal((await centre.reads(mediation, id)).state, 'checking')
    await centre.does(mediation, id, 'performed', { words: '已修好，款已付。' })
    await li.does(mediation, id, 'rate', { rating: 'good' })
    await city.waits({ days: 12 })
    await chen.does(mediation, id, 'relapse', { words: '又漏了。' })
    const again = await centre.reads(mediation, id)
    assert.deepEqual([again.state, again.closedAt], ['mediating', null])
    assert.ok(again.trail.length >= 8)
    await centre.does(mediation, id, 'route', { words: '涉及房屋质量鉴定，宜由法院审理。' })
    assert.ok((await li.inbox()).some(({ says }) => /人民法院/.test(says)))
  },
)

scenario(
  'a grid worker brings in what an old man tells; it is his; a late centre is told; a relapse too late is refused',
  system,
  async (city) => {
    const grid = await city.officer('tinghu-government', [gridReporter.name], '网格员')
    const centre = await city.officer('tinghu-mediation-centre', [mediator.name], '调解员甲')
    const yandu = await city.officer('yandu-mediation-centre', [mediator.name], '调解员乙')
    const leader = await city.officer('tinghu-government', [disputeLeader.name], '分管领导')
    const zhang = await city.citizen('zhang', '张老汉', hers)
    // Nobody files beyond their place; out of their post whoever holds one files of their own, as anybody.
    const far = await city.officer('yandu-government', [gridReporter.name], '外区网格员')
    await assert.rejects(far.asks('POST', at, told), { code: 'identity/not-granted' })
    await far.asks('POST', '/api/session/position', { position: null })
    assert.equal((await far.asks('POST', at, told)).door, 'online')
    const [theirs] = (await far.asks('GET', '/api/matters')).rows
    assert.ok((await far.reads(mediation, theirs.id)).may.includes('withdraw'))
    const { id: row, ...filed } = await grid.asks('POST', at, {
      ...told,
      applicantName: '张老汉',
      applicantNumber: hers,
    })
    assert.equal(filed.door, 'grid')
    const [his] = await zhang.cases(mediation)
    const id = his?.id as string
    assert.equal((await zhang.reads(mediation, id)).record.words, told.words, 'his own words are his to read')
    assert.equal((await zhang.inbox()).length, 1)

    await city.waits({ workingDays: 4 })
    assert.equal((await centre.reads(mediation, id)).state, 'late')
    for (const elsewhere of ['city-data-bureau', 'nowhere'])
      await city.refuses(
        centre.does(mediation, id, 'transfer', { centre: elsewhere, words: '当事人住盐都。' }),
        'case/form-incomplete',
      )
    await centre.does(mediation, id, 'transfer', { centre: 'yandu-mediation-centre', words: '当事人住盐都。' })
    await city.refuses(centre.asks('GET', `${at}/${row}`), 'register/not-found')
    assert.equal((await yandu.asks('GET', `${at}/${row}`)).centre, 'yandu-mediation-centre')
    await yandu.does(mediation, id, 'accept', { mediator: '赵安' })
    assert.equal((await leader.reads(mediation, id)).record.words, null, 'whoever only looks sees no personal words')
    await yandu.does(mediation, id, 'propose', { agreement: '各让一步。', performBy: '2024-09-10' })
    const photo = await yandu.brings(
      '协议.png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    )
    await yandu.does(mediation, id, 'signedOnPaper', { paper: [photo] })
    await yandu.does(mediation, id, 'performed', { words: '已履行。' })
    await city.waits({ days: 31 })
    await city.refuses(zhang.does(mediation, id, 'relapse', { words: '又吵了。' }), 'case/not-now')
    assert.equal(await zhang.lists(dispute).then((rows) => rows.length), 0)
  },
)

scenario(
  'a mediator takes a dispute up, a bureau helps with what it knows, and while an expert looks the thirty days stand still',
  system,
  async (city) => {
    const centre = await city.officer('tinghu-mediation-centre', [mediator.name], '调解员甲')
    const beside = await city.officer('tinghu-mediation-centre', [mediator.name], '调解员丙')
    const housing = await city.officer('city-housing-bureau', [disputeHelper.name], '物业科')
    const li = await city.citizen('lihua', '李华')
    await li.asks('POST', at, told)
    const [mine] = await li.cases(mediation)
    const id = mine?.id as string
    await centre.does(mediation, id, 'accept', { mediator: '王和' })
    const accepted = await beside.reads(mediation, id)
    assert.equal(accepted.handlerName, '调解员甲')
    assert.equal((await beside.inbox()).filter(({ kind }) => kind === 'todo').length, 0, 'it is hers now')

    // The bureau sees what it is asked and the dispute, and nothing of the mediation; its answer is told to the centre.
    await centre.does(mediation, id, 'help', { bureaux: ['city-housing-bureau'], ask: '水从哪来？' })
    const twice = await city.refuses(
      centre.does(mediation, id, 'help', { bureaux: ['city-housing-bureau'], ask: '再问一次' }),
      'case/not-now',
    )
    assert.match(twice.message, /市住建局上一次还没有答复/)
    const [asked] = await housing.cases(assistance)
    assert.equal((await housing.reads(assistance, asked?.id as string)).facts.ask, '水从哪来？')
    await city.refuses(housing.asks('GET', `/api/cases/mediation/${id}`), 'case/not-found')
    await housing.does(assistance, asked?.id as string, 'answer', { words: '楼上水管接头。', photos: [] })
    assert.ok((await centre.inbox()).some(({ says }) => /物业科 · 答复/.test(says)))
    const [helped] = (await centre.reads(mediation, id)).children
    assert.deepEqual([helped.of, helped.stands, helped.said[0]?.words], ['纠纷协助', '已协助', '楼上水管接头。'])

    // Twenty days of the expert do not count: the thirty go on where they stood, and are over when they are over.
    await centre.does(mediation, id, 'assess', { words: '房屋安全鉴定' })
    await city.waits({ days: 20 })
    assert.match((await li.reads(mediation, id)).trail[0].title, /委托鉴定/)
    await centre.does(mediation, id, 'assessed', { words: '结构无损。', papers: [] })
    const on = await centre.reads(mediation, id)
    assert.deepEqual([on.state, on.lost], ['mediating', 20])
    assert.ok(Date.parse(on.stateDueAt) - Date.parse(accepted.stateDueAt) >= 20 * 86_400_000)
    const { rows } = await centre.asks('GET', '/api/colleagues')
    const other = rows.find(({ name }: { name: string }) => name === '调解员丙')
    await centre.does(mediation, id, 'assign', { whom: { id: other.id, name: other.name } })
    assert.equal((await beside.inbox()).filter(({ kind }) => kind === 'todo').length, 1, 'it is hers now')
  },
)
