import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, choice, integer, longText, optional, text, yesNo } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may, region } from '#engines/identity'
import { openCity } from '#testing'
import { answerKind, answers, defineRegister, filing, record } from './index.ts'

/** A toy: an errand asks what its errand says, and goes to whoever is nearest. */
const errand = defineRegister('toy-errand', {
  title: '差事',
  naming: 'title',
  fields: { title: text('差事'), body: choice('谁来办', { 'civil-affairs-bureau': '民政', lead: '本单位' }) },
})
const question = defineRegister('toy-errand-question', {
  title: '问题',
  naming: 'title',
  under: 'errand',
  fields: {
    errand: record('差事', errand),
    title: text('问什么'),
    kind: answerKind('怎样答'),
    needed: yesNo('必须答'),
    help: optional(text('提示')),
    options: optional(longText('选项')),
    from: choice('从哪里来', { applicant: '本人', shared: '共享' }),
  },
  asks: {
    ...{ label: 'title', kind: 'kind', needed: 'needed', help: 'help', options: 'options' },
    while: [{ field: 'from', is: ['applicant'] }],
  },
})
const request = defineRegister('toy-request', {
  title: '申请',
  naming: 'number',
  place: 'livesAt',
  fields: {
    errand: record('差事', errand),
    livesAt: region('住处'),
    said: answers('申请内容', question, { of: 'errand' }),
    serial: integer('流水号', { min: 1 }),
    number: optional(text('编号')),
    by: optional(agency('办理单位')),
    on: optional(date('登记日期')),
  },
  counts: { field: 'serial', among: ['errand', 'on'] },
  defaults: { said: [] },
  derives: {
    on: (_row, { today }) => today,
    by: ({ errand: id, livesAt }, { named, nearest }) => {
      const body = named(errand, id)?.body
      return body === 'lead' || body === undefined ? 'city-data-bureau' : nearest(body, livesAt)
    },
    number: ({ on, errand: id, serial }, { named }) => `${named(errand, id)?.title}-${on}-${serial}`,
  },
  amends: ['said'],
})
const keeper = defineRole('toy-errand-keeper', {
  title: '管理员',
  grants: [
    may(errand, ['read', 'create'], 'all'),
    may(question, ['read', 'create', 'amend'], 'all'),
    may(request, ['read', 'amend'], 'all'),
  ],
})
const anyone = defineRole('toy-errand-asker', {
  title: '申请人',
  heldBy: 'citizens',
  grants: [
    may(errand, ['read'], 'all'),
    may(question, ['read'], 'all'),
    may(request, ['read', 'amend'], 'own'),
    filing(request, 'own', { asks: ['errand', 'livesAt', 'said'] }),
  ],
})
const system = defineSystem('toy-errands', {
  ...{ title: '差事', owner: 'city-data-bureau', parts: [errand, question, request, keeper, anyone], pages: [] },
})

test('a form asks what the row that it names asks; answers keep the words in which they were asked, and what does not fit is told', async () => {
  const city = await openCity([system], '2024-09-27T10:00:00+08:00')
  try {
    const officer = await city.officer('city-data-bureau', [keeper.name])
    const asker = await city.citizen('suyulan', '苏玉兰')
    const make = (register: string, row: object) => officer.asks('POST', `/api/registers/${register}`, row)
    const one = await make('toy-errand', { title: '建亭', body: 'civil-affairs-bureau' })
    const other = await make('toy-errand', { title: '修路', body: 'lead' })
    const ask = (title: string, kind: string, more: object = {}) =>
      make('toy-errand-question', { errand: one.id, title, kind, needed: true, from: 'applicant', ...more })
    const why = await ask('为什么', 'text', { help: '一句话' })
    const size = await ask('多大', 'choice', { options: '大\n小' })
    const papers = await ask('图纸', 'files')
    const day = await ask('哪天', 'date', { needed: false })
    await ask('户籍', 'text', { from: 'shared' })
    const elsewhere = await make('toy-errand-question', {
      ...{ errand: other.id, title: '哪条路', kind: 'text', needed: true, from: 'applicant' },
    })

    const { asked } = await asker.asks('GET', `/api/registers/toy-errand/${one.id}/questions`)
    assert.deepEqual(
      Object.entries(asked[question.name] as Record<string, { label: string; widget: string; required: boolean }>).map(
        ([id, { label, widget, required }]) => [id, label, widget, required],
      ),
      [
        [why.id, '为什么', 'text', true],
        [size.id, '多大', 'choice', true],
        [papers.id, '图纸', 'files', true],
        [day.id, '哪天', 'date', false],
      ],
    )

    const file = await asker.brings('图纸.txt', '一座亭子')
    const whole = [
      { asks: papers.id, says: [file] },
      { asks: why.id, says: '歇脚' },
      { asks: size.id, says: '小' },
    ]
    const hand = (said: object[], livesAt = '320902001') =>
      asker.asks('POST', '/api/registers/toy-request', { errand: one.id, livesAt, said })
    const made = await hand(whole)
    assert.deepEqual(
      [made.by, made.on, made.number],
      ['tinghu-civil-affairs-bureau', '2024-09-27', '建亭-2024-09-27-1'],
    )
    assert.deepEqual(
      made.said.map(({ asks, label, kind }: { asks: string; label: string; kind: string }) => [asks, label, kind]),
      [
        [why.id, '为什么', 'text'],
        [size.id, '多大', 'choice'],
        [papers.id, '图纸', 'files'],
      ],
    )
    // Who may read the row may open the paper; another may not.
    const neighbour = await city.citizen('chenyu', '陈雨')
    const paper = `/api/files/${file.id}/${encodeURIComponent(file.name)}`
    assert.equal((await officer.raw('GET', paper)).statusCode, 200)
    assert.equal((await neighbour.raw('GET', paper)).statusCode, 404)

    const without = (id: string) => whole.filter(({ asks }) => asks !== id)
    const wrong: [string, object[]][] = [
      ['一个必答的没有答', without(why.id)],
      ['材料没有交', without(papers.id)],
      ['选了没有的', [...without(size.id), { asks: size.id, says: '不大不小' }]],
      ['日期不存在', [...whole, { asks: day.id, says: '2024-02-30' }]],
      ['类型不对', [...without(why.id), { asks: why.id, says: 5 }]],
      ['答了两次', [...whole, { asks: why.id, says: '再答' }]],
      ['答了别的差事问的', [...whole, { asks: elsewhere.id, says: '盐渎路' }]],
      ['交了别人的材料', [...without(papers.id), { asks: papers.id, says: [await neighbour.brings('甲.txt', '甲')] }]],
    ]
    for (const [says, said] of wrong)
      await assert.rejects(hand(said), (error: { code?: string }) => {
        assert.ok(['register/wrong-fields', 'file/not-uploaded'].includes(String(error.code)), says)
        return true
      })
    // A question that is put otherwise afterwards leaves what was answered as it was asked.
    await officer.asks('PATCH', `/api/registers/toy-errand-question/${why.id}`, { title: '为何' }, { 'if-match': '1' })
    const kept = await asker.asks('GET', `/api/registers/toy-request/${made.id}`)
    assert.equal(kept.said[0].label, '为什么')
    // The answers are corrected as they were given, and files that stood there are still theirs.
    const corrected = await officer.asks(
      'PATCH',
      `/api/registers/toy-request/${made.id}`,
      { said: [...without(why.id), { asks: why.id, says: '避雨' }] },
      { 'if-match': '1' },
    )
    assert.deepEqual([corrected.version, corrected.said[0].says, corrected.said[0].label], [2, '避雨', '为何'])
  } finally {
    await city.house.close()
  }
})

test('law: what asks belongs to a row, and is answered in a way that there is', () => {
  const fields = { errand: record('差事', errand), title: text('问什么'), needed: yesNo('必须答') }
  const asks = { label: 'title', kind: 'kind', needed: 'needed' } as const
  const of = (kinds: Record<string, string>, under?: 'errand') =>
    defineRegister('toy-loose-question', {
      ...{ title: '问题', naming: 'title', asks, ...(under && { under }) },
      fields: { ...fields, kind: choice('怎样答', kinds) },
    })
  assert.ok(of({ text: '字' }, 'errand'))
  assert.throws(() => of({ text: '字' }), /belong to no row/)
  assert.throws(() => of({ drawing: '画' }, 'errand'), /answered as drawing/)
  assert.throws(() => answers('申请内容', errand, { of: 'errand' }), /no questions/)
  const loose = {
    ...{ title: '申请', naming: 'title' },
    fields: { title: text('标题'), said: answers('内容', question, { of: 'title' }) },
  } as const
  assert.throws(() => defineRegister('toy-loose-request', loose as never), /names none/)
})
