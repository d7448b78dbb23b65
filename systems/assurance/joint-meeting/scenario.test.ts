import assert from 'node:assert/strict'
import { systems } from '#systems'
import { scenario, wordsOf, type City, type Person } from '#testing'
import { responsibility } from '#commons/escalation-path'
import { attendance, followUp, session, signature, term } from './cases.ts'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'
import { leader, member, secretary } from './roles.ts'
import system from './system.ts'

const supervision = systems.filter(({ name }) => name === 'plan-supervision')
const secretaryOf = (city: City) => city.officer('city-data-bureau', [secretary.name], '梅秘书')
const memberOf = (city: City, agency: string, name: string) => city.officer(agency, [member.name, 'task-officer'], name)
const line = (rank: string, post: string, office = 'city-industry-bureau') => ({
  ...{ domain: 'economy', office, rank, postAt: 'city-government-office', post },
})
const registers = (who: Person, of: { name: string }, row: object) => who.asks('POST', `/api/registers/${of.name}`, row)

/** A meeting called for 3 September, to which finance comes and industry sends somebody; archives stay away. */
async function called(desk: Person, finance: Person, industry: Person, archives: Person) {
  const { id } = await registers(desk, meeting, {
    ...{ title: '2024年第2次联席会议', heldOn: '2024-09-03', place: '市行政中心301', chair: '海潮' },
    agenda: '一、数据目录合并\n二、算力券',
  })
  const [opened] = await desk.cases(session)
  await desk.does(session, opened?.id, 'invite', {
    invited: ['city-finance-bureau', 'city-industry-bureau', 'city-archives-bureau'],
  })
  const answers = async (who: Person, action: string, form: object) => {
    const [mine] = await who.cases(attendance)
    await who.does(attendance, mine?.id, action, form)
  }
  await answers(finance, 'come', { name: '蔡正', post: '副局长' })
  await answers(industry, 'depute', { name: '龚欣', post: '处长', reason: '局长出差' })
  await answers(archives, 'excuse', { reason: '同日有省厅检查' })
  return { id, opened: String(opened?.id) }
}

const resolved = (id: string, number: number, lead: string, more: object = {}) => ({
  ...{ meeting: id, number, title: `第${number}件事`, words: '按会议要求办。', lead, dueOn: '2024-09-30', ...more },
})

scenario(
  'a meeting’s resolutions appear in supervision the moment its minutes are issued, and are carried out when their tasks are',
  system,
  async (city) => {
    const desk = await secretaryOf(city)
    const finance = await memberOf(city, 'city-finance-bureau', '蔡正')
    const industry = await memberOf(city, 'city-industry-bureau', '龚欣')
    const archives = await memberOf(city, 'city-archives-bureau', '党安')
    const supervisor = await city.officer('city-data-bureau', ['plan-supervisor'])
    const above = await city.officer('city-government-office', [leader.name])
    const { id, opened } = await called(desk, finance, industry, archives)
    assert.deepEqual((await desk.reads(session, opened)).record.present, [
      { unit: '市财政局', name: '蔡正', post: '副局长' },
      { unit: '市工信局', name: '龚欣', post: '处长（代）' },
    ])
    const record = { attended: ['city-finance-bureau', 'city-industry-bureau'], present: [] }
    const early = await city.refuses(desk.does(session, opened, 'record', record), 'case/not-now')
    assert.match(early.message, /定在 2024-09-03/)
    await city.waits({ until: '2024-09-03' })
    const { present, attended } = (await desk.reads(session, opened)).record
    await desk.does(session, opened, 'record', { attended, present })

    await city.refuses(registers(desk, resolution, resolved(id, 1, 'city-merged-bureau')), 'register/wrong-fields')
    await city.refuses(registers(desk, resolution, resolved(id, 1, 'city-big-data-group')), 'register/wrong-fields')
    await registers(desk, resolution, resolved(id, 1, 'city-industry-bureau', { support: ['city-finance-bureau'] }))
    await city.refuses(registers(desk, resolution, resolved(id, 1, 'city-finance-bureau')), 'register/duplicate')
    await registers(desk, resolution, resolved(id, 2, 'city-finance-bureau'))
    await desk.does(session, opened, 'draft', { minutes: '会议听取了两项汇报。' })

    const signers = [...attended, 'city-archives-bureau']
    const absent = await city.refuses(desk.does(session, opened, 'circulate', { signers }), 'case/not-now')
    assert.match(absent.message, /市档案局没有到会/)
    assert.equal((await desk.reads(session, opened)).state, 'drafted', 'nothing is lost')
    await desk.does(session, opened, 'circulate', { signers: attended })
    assert.deepEqual(await archives.cases(signature), [])
    const signs = async (who: Person, name: string) => {
      const [mine] = await who.cases(signature, '&open=true')
      return who.does(signature, mine?.id, 'sign', { name })
    }
    const stranger = await city.refuses(signs(industry, '石工成'), 'case/not-now')
    assert.match(stranger.message, /石工成不在到会人员中，不能签；市工信局到会的是龚欣/)
    await signs(industry, '龚欣')
    const [theirs] = await finance.cases(signature, '&open=true')
    await finance.does(signature, theirs?.id, 'object', { reason: '第二项的日期写错了' })
    const issue = { number: '盐数联纪〔2024〕2号', issuedOn: '2024-09-04' }
    assert.equal((await desk.reads(session, opened)).state, 'signed')
    const objected = await city.refuses(desk.does(session, opened, 'issue', issue), 'case/not-now')
    assert.match(objected.message, /市财政局对纪要有意见/)
    await desk.does(session, opened, 'revise', { minutes: '会议听取了两项汇报，逐项明确了日期。' })
    await desk.does(session, opened, 'circulate', { signers: attended })
    await signs(industry, '龚欣')
    await signs(finance, '蔡正')
    assert.deepEqual(await supervisor.asks('GET', '/api/cases/task-supervision').then(({ rows }) => rows), [])
    await desk.does(session, opened, 'issue', issue)

    const todo = (await industry.inbox()).find(({ kind, title }) => kind === 'todo' && title === '第1件事')
    assert.match(String(todo?.says), /待确认牵头/)
    const [task] = (await industry.asks('GET', '/api/cases/task-supervision?mine=true')).rows
    assert.equal(task.record.lineage, '联席会议纪要（盐数联纪〔2024〕2号）第1项决议')
    const [following] = await industry.cases(followUp)
    const { children, state } = await above.reads(followUp, following?.id)
    assert.deepEqual([state, children.map((one: { id: string }) => one.id)], ['supervised', [task.id]])
    await city.refuses(registers(desk, resolution, resolved(id, 3, 'city-finance-bureau')), 'register/wrong-fields')

    const paper = await desk.raw('GET', `/api/cases/${session.name}/${opened}/papers/joint-meeting-minutes`)
    const words = (await wordsOf(paper.rawPayload)).replaceAll(' ', '')
    for (const said of [
      '盐数联纪〔2024〕2号',
      '2024年第2次联席会议纪要',
      '第1件事：按会议要求办。',
      '市工信局',
      '处长（代）',
      '蔡正',
    ])
      assert.ok(words.includes(said), said)

    await industry.asks('POST', `/api/cases/task-supervision/${task.id}/accept`, { version: task.version, form: {} })
    const completes = async (title: string) => {
      const all = (await supervisor.asks('GET', '/api/cases/task-supervision')).rows
      const { id: one, version } = all.find((row: { title: string }) => row.title === title)
      const form = { words: '已办妥。' }
      await supervisor.asks('POST', `/api/cases/task-supervision/${one}/complete`, { version, form })
    }
    await completes('第1件事')
    assert.equal((await above.reads(followUp, following?.id)).state, 'done')
    assert.equal((await above.asks('GET', '/api/indicators/joint-resolutions-on-time')).number, 100)
    await city.waits({ until: '2024-10-08' })
    assert.equal((await above.asks('GET', '/api/indicators/joint-resolutions-on-time')).number, 50)
    assert.equal((await desk.reads(session, opened)).state, 'issued')
    await completes('第2件事')
    assert.equal((await desk.reads(session, opened)).state, 'done')
  },
  supervision,
)

scenario(
  'an overdue resolution climbs the matrix as it is then, and a vacancy is flagged before it hurts',
  system,
  async (city) => {
    const desk = await secretaryOf(city)
    const finance = await memberOf(city, 'city-finance-bureau', '蔡正')
    const industry = await memberOf(city, 'city-industry-bureau', '龚欣')
    const archives = await memberOf(city, 'city-archives-bureau', '党安')
    const head = await city.officer('city-industry-bureau', ['agency-head'], '石工成')
    const deputy = await city.officer('city-government-office', [], '海潮', 'haichao', '副秘书长')
    const mayor = await city.officer('city-government-office', [], '江副市长', 'jiang', '副市长')
    const other = await city.officer('city-government-office', [], '新来的', 'new', '二级巡视员')
    const before = await city.officer('city-government-office', ['city-leader'])
    const { id } = await registers(desk, responsibility, line('deputy', '副秘书长'))
    const top = await registers(desk, responsibility, line('main', '副市长'))
    await city.refuses(registers(desk, responsibility, line('main', '市长')), 'register/duplicate')
    await city.refuses(registers(industry, responsibility, line('main', '市长')), 'identity/not-granted')

    const { id: held, opened } = await called(desk, finance, industry, archives)
    await city.waits({ until: '2024-09-03' })
    const { present, attended } = (await desk.reads(session, opened)).record
    await desk.does(session, opened, 'record', { attended, present })
    await registers(desk, resolution, resolved(held, 1, 'city-industry-bureau'))
    await desk.does(session, opened, 'draft', { minutes: '会议定了一件事。' })
    await desk.does(session, opened, 'circulate', { signers: ['city-finance-bureau'] })
    const [theirs] = await finance.cases(signature)
    await finance.does(signature, theirs?.id, 'sign', { name: '蔡正' })
    await desk.does(session, opened, 'issue', { number: '3号', issuedOn: '2024-09-03' })

    const heard = async (who: Person) =>
      (await who.inbox()).filter(({ title }) => title === '第1件事').map(({ says }) => String(says).split(' · ')[1])
    await city.waits({ until: '2024-10-08' })
    assert.deepEqual([await heard(head), await heard(deputy)], [['已催办'], []])
    await city.waits({ workingDays: 5 })
    assert.deepEqual([(await heard(head)).length, await heard(deputy), await heard(mayor)], [2, ['已督办'], []])
    await desk.asks('PATCH', `/api/registers/responsibility/${id}`, { post: '二级巡视员' }, { 'if-match': '"1"' })
    await city.waits({ workingDays: 6 })
    assert.deepEqual([await heard(other), await heard(mayor)], [['已通报'], ['已通报']], 'the next rung is the new one')
    assert.equal((await heard(deputy)).length, 1, 'who was on the old line hears no more')
    assert.deepEqual(await heard(before), [], 'nobody hears by a role what the matrix gives to a post')

    const lines = async () =>
      (await industry.asks('GET', '/api/duties/lines')).rows.map(
        (one: { post: string; faults: { says: string }[] }) => [one.post, ...one.faults.map(({ says }) => says)],
      )
    assert.deepEqual(await lines(), [['二级巡视员'], ['副市长']])
    await city.ends('jiang', '2024-11-30')
    await city.waits({ until: '2024-11-04' })
    assert.deepEqual((await lines())[1], ['副市长', '2024-11-30任期届满，此后无人接任'])
    await city.waits({ until: '2024-12-01' })
    assert.deepEqual((await lines())[1], ['副市长', '无人任职'])
    const told = (await desk.inbox()).find(({ says }) => says === '主要领导“副市长”：无人任职')
    assert.equal(told?.path, `/lists/responsibility/${top.id}`)
  },
  supervision,
)

scenario(
  'a chief data officer is put forward, appointed by letter, serves a term, and hands over what is open',
  system,
  async (city) => {
    const desk = await secretaryOf(city)
    const industry = await memberOf(city, 'city-industry-bureau', '龚欣')
    const puts = (office: string) =>
      registers(industry, chiefDataOfficer, {
        ...{ office, name: '卢远', post: '副局长', termEndsOn: '2025-08-31' },
        duties: [{ duty: '统筹数据资源', measure: '目录按季更新' }],
      })
    await city.refuses(puts('city-finance-bureau'), 'identity/not-granted')
    await puts('city-industry-bureau')
    const [mine] = await industry.cases(term)
    await city.refuses(
      industry.does(term, mine?.id, 'appoint', { number: '1号', appointedOn: '2024-08-27' }),
      'identity/not-granted',
    )
    await desk.does(term, mine?.id, 'appoint', { number: '盐数任〔2024〕1号', appointedOn: '2024-08-27' })
    await puts('city-industry-bureau')
    const second = (await desk.cases(term, '&state=proposed'))[0]
    await city.refuses(
      desk.does(term, second?.id, 'appoint', { number: '2号', appointedOn: '2024-08-28' }),
      'register/duplicate',
    )
    const letter = await industry.raw('GET', `/api/cases/${term.name}/${mine?.id}/papers/chief-data-officer-letter`)
    const words = (await wordsOf(letter.rawPayload)).replaceAll(' ', '')
    for (const said of ['盐数任〔2024〕1号', '盐城市工业和信息化局', '卢远', '目录按季更新'])
      assert.ok(words.includes(said), said)
    assert.equal((await desk.asks('GET', '/api/indicators/agencies-with-chief-data-officer')).number, 1)

    await city.waits({ until: '2025-09-01' })
    assert.equal((await industry.reads(term, mine?.id)).state, 'leaving')
    assert.ok((await industry.inbox()).some(({ kind, says }) => kind === 'todo' && String(says).includes('办理交接')))
    await industry.does(term, mine?.id, 'handOver', {
      open: [{ matter: '数据目录合并', stands: '已合并八成', heir: '龚欣' }],
      ...{ heir: '龚欣', words: '资料已移交。' },
    })
    assert.equal((await desk.asks('GET', '/api/indicators/agencies-with-chief-data-officer')).number, 0)
    const note = await industry.raw('GET', `/api/cases/${term.name}/${mine?.id}/papers/chief-data-officer-handover`)
    assert.match((await wordsOf(note.rawPayload)).replaceAll(' ', ''), /未完事项1件[^]*数据目录合并/)
  },
)
