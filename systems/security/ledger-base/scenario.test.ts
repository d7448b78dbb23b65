import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { readsSheet, scenario } from '#testing'
import { lies, nodesOf, settles } from '#testing/nodes'
import { eventsOf, planSupervision, receiptOf, reports, taskAccepted, verifies } from '#testing/receipts'
import system from './system.ts'

scenario(
  'a receipt of a plan task verifies offline; a stopped node is borne, a forged history is not',
  system,
  async (city) => {
    const { officer, task } = await taskAccepted(city)
    const [event] = await eventsOf(officer, task)
    assert.equal(event.state, 'waiting')
    await city.refuses(receiptOf(officer, event.id), 'ledger/not-yet-final')

    await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    await settles(city)
    const receipt = await receiptOf(officer, event.id)
    const policy = nodes.policy()
    const changed = structuredClone(receipt)
    changed.opened.content.rows.actorName = '别人'
    const moved = { ...receipt, index: (receipt.index as number) + 1 }
    const [found, foundChanged, foundMoved] = await Promise.all([
      verifies(receipt, policy),
      verifies(changed, policy),
      verifies(moved, policy),
    ])
    assert.ok(found.valid, found.says)
    assert.match(found.says, /✓ 见证达到法定数/)
    assert.match(found.says, /随附原文与存证摘要一致/)
    assert.match(foundChanged.says, /✗ 随附原文与存证摘要不一致/)
    assert.match(foundMoved.says, /✗ 包含证明（SHA-256）不成立/)

    // Nobody else's officer gets it; not even that it exists.
    const stranger = await city.officer('tinghu-data-bureau', ['county-officer'])
    await city.refuses(receiptOf(stranger, event.id), 'ledger/no-such-event')
    await city.refuses(eventsOf(stranger, task), 'identity/not-granted')
    // An auditor finds it, and gets a receipt without its content.
    const auditor = await city.officer('city-data-bureau', ['ledger-auditor'])
    assert.equal((await eventsOf(auditor, task)).length, 2)
    assert.equal((await receiptOf(auditor, event.id)).opened, undefined)

    // One node stops: two suffice. Two stop: the act is done, and its receipt waits.
    await nodes.stop('justice.yancheng')
    await reports(officer, task, 10)
    await settles(city)
    const [second] = await eventsOf(officer, task)
    assert.match(
      (await verifies(await receiptOf(officer, second.id), policy)).says,
      /：audit.yancheng、data.yancheng。/,
    )
    await nodes.stop('audit.yancheng')
    await reports(officer, task, 20)
    await settles(city)
    const [third] = await eventsOf(officer, task)
    assert.equal(third.state, 'signed')
    await city.refuses(receiptOf(officer, third.id), 'ledger/not-yet-final')
    const away = (await officer.asks('GET', '/api/ledger')).witnesses
    assert.deepEqual(away.map((one: { state: string }) => one.state).toSorted(), ['away', 'away', 'cosigning'])
    // A node that comes back after days goes on from where it stood.
    await city.waits({ days: 5 })
    await nodes.start('justice.yancheng')
    await settles(city)
    const last = await receiptOf(officer, third.id)
    const [now, still, first] = await Promise.all([
      verifies(last, nodes.policy()),
      verifies(last, policy),
      verifies(receipt, policy),
    ])
    assert.ok(now.valid, now.says)
    assert.ok(still.valid, 'whoever trusted the three before trusts them still')
    assert.ok(first.valid, 'the first receipt holds as long as it lies')

    // Whoever holds the log's own keys and writes history anew gets no node to sign it.
    const forged = await lies(city)
    for (const name of ['data.yancheng', 'justice.yancheng']) {
      const answer = await nodes.offer(name, forged)
      assert.equal(answer.kind, 'refused', JSON.stringify(answer))
    }
    assert.match(
      (await verifies({ ...last, checkpoint: forged.note }, policy)).says,
      /✗ 见证未达到法定数，有效见证：无/,
    )
  },
  [planSupervision],
)

scenario(
  'whoever changes the past in the database is found out; the trees are made anew from the events',
  system,
  async (city) => {
    const { officer, task } = await taskAccepted(city)
    await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    await settles(city)
    assert.deepEqual(await nodes.audit(), [])
    const [event] = await eventsOf(officer, task)

    // The trees' folder is lost: they come again, and the root is the one that was signed.
    const before = await receiptOf(officer, event.id)
    nodes.loseTrees()
    await reports(officer, task, 10)
    await settles(city)
    assert.deepEqual((await receiptOf(officer, event.id)).leaf, before.leaf)
    assert.deepEqual(await nodes.audit(), [])

    const owner = new pg.Client({ connectionString: city.home.ownerUrl })
    await owner.connect()
    try {
      const saying = async (sql: string, undo: string) => {
        await owner.query(sql)
        const found = (await nodes.audit()).map(({ what }) => what)
        await owner.query(undo)
        assert.deepEqual(await nodes.audit(), [])
        return found
      }
      const step = `casework.step set form = form || '{"percent": 90}' where case_id = '${task}' and action = 'report'`
      const undone = `casework.step set form = form || '{"percent": 10}' where case_id = '${task}' and action = 'report'`
      assert.deepEqual(await saying(`update ${step}`, `update ${undone}`), ['event', 'leaf'])
      const facts = (percent: number) =>
        `update casework.case set facts = facts || '{"percent": ${percent}}' where id = '${task}'`
      assert.deepEqual(await saying(facts(90), facts(10)), ['record'])
      await owner.query(
        `create table taken as select * from kernel.event where id = '${event.id}'; alter table taken drop column thing`,
      )
      assert.deepEqual(
        await saying(
          `delete from kernel.event where id = '${event.id}'`,
          'insert into kernel.event (id, kind, actor, subject, at, about, salt, xid) select * from taken; drop table taken',
        ),
        ['leaf'],
      )
      await owner.query(`update ${step}`)
      const [report] = await eventsOf(officer, task)
      await city.refuses(receiptOf(officer, report.id), 'ledger/does-not-match')
      await owner.query(`update ${undone}`)

      // The person is forgotten: the words go, the proof stays.
      await nodes.forget(event.id, '当事人申请删除')
      await city.refuses(receiptOf(officer, event.id), 'ledger/forgotten')
      assert.deepEqual(await nodes.audit(), [])
      const { rows } = await owner.query('select salt, about, actor from kernel.event where id = $1', [event.id])
      assert.equal(rows[0].salt, null)
      assert.deepEqual(Object.keys(rows[0].about), ['stands', 'version'])
      assert.equal(rows[0].actor, 'forgotten')
    } finally {
      await owner.end()
    }
  },
  [planSupervision],
)

scenario(
  'an auditor finds what happened by system, kind, person and day, and takes the list along; nobody else does',
  system,
  async (city) => {
    const { officer, task } = await taskAccepted(city)
    const auditor = await city.officer('city-data-bureau', ['ledger-auditor'], '王审计')
    const found = async (query: string) => (await auditor.asks('GET', `/api/ledger/events?${query}`)).rows
    const [accepted] = await eventsOf(officer, task)

    const ofPlan = await found('system=plan-supervision&limit=200')
    const everything = await found('limit=200')
    const things = new Set(
      planSupervision.parts.filter(({ kind }) => ['register', 'case'].includes(kind)).map(({ name }) => name),
    )
    assert.ok(ofPlan.some(({ id }: { id: string }) => id === accepted.id))
    assert.deepEqual(
      ofPlan.map(({ id }: { id: string }) => id),
      everything
        .filter(({ subject }: { subject: string }) => things.has(subject.split(':')[0] as string))
        .map(({ id }: { id: string }) => id),
      'all of the system’s and nothing else, the newest first',
    )
    assert.deepEqual(await found('system=ledger-base'), [])
    const day = accepted.at.slice(0, 10)
    const exact = `system=plan-supervision&kind=case.acted&actor=${accepted.actor}&from=${day}&to=${day}`
    assert.deepEqual(
      (await found(exact)).map(({ id }: { id: string }) => id),
      [accepted.id],
    )
    const first = await auditor.asks('GET', '/api/ledger/events?system=plan-supervision&limit=5')
    const second = await auditor.asks('GET', `/api/ledger/events?system=plan-supervision&limit=5&after=${first.next}`)
    assert.deepEqual([...first.rows, ...second.rows], ofPlan.slice(0, 10))

    const asked = { query: exact }
    const sheet = await auditor.finishes(await auditor.asks('POST', '/api/ledger/events/export', asked))
    assert.match(sheet.says, /导出 1 条/)
    const columns = { 何事: 'text', 对象: 'text', 对象编号: 'text', 何人: 'text', 存证编号: 'text' } as const
    assert.deepEqual(await readsSheet((await auditor.raw('GET', sheet.path)).rawPayload, columns), [
      { 何事: '确认牵头', 对象: '任务督办', 对象编号: accepted.subject, 何人: '王安', 存证编号: accepted.id },
    ])

    await city.refuses(found('system=no-such-system'), 'ledger/no-such-system')
    await city.refuses(found(`system=${encodeURIComponent("x' or 1=1")}`), 'ledger/no-such-system')
    await city.refuses(officer.asks('GET', '/api/ledger/events?system=plan-supervision'), 'identity/not-granted')
    await city.refuses(
      officer.asks('POST', '/api/ledger/events/export', { query: 'system=plan-supervision' }),
      'identity/not-granted',
    )
    const own = await officer.asks('GET', '/api/ledger/events?actor=me&system=plan-supervision')
    assert.ok(own.rows.some(({ id }: { id: string }) => id === accepted.id))
    assert.ok(own.rows.every(({ actor }: { actor: string }) => actor === accepted.actor))
  },
  [planSupervision],
)

scenario(
  'the city holds its own log against what happened: what was changed is told by itself, and no receipt fails its holder',
  system,
  async (city) => {
    const visitor = city.visitor()
    const { officer, task } = await taskAccepted(city)
    await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
    await settles(city)
    const [event] = await eventsOf(officer, task)
    const alarms = async () =>
      (await visitor.asks('GET', '/api/ledger')).alarms.map(({ source, kind }: { source: string; kind: string }) => [
        source,
        kind,
      ])
    const { size } = await visitor.asks('GET', '/api/ledger')

    // What is hashed as a leaf is served, so that anyone can follow the log; and says no word of the act.
    const width = Math.min(256, size)
    const served = await visitor.raw('GET', `/ledger/tile/entries/000${width < 256 ? `.p/${width}` : ''}`)
    assert.equal(served.statusCode, 200)
    const entries: Buffer[] = []
    for (let rest = served.rawPayload; rest.length > 0; rest = rest.subarray(2 + rest.readUInt16BE(0)))
      entries.push(rest.subarray(2, 2 + rest.readUInt16BE(0)))
    const tile = await visitor.raw('GET', `/ledger/tile/0/000${width < 256 ? `.p/${width}` : ''}`)
    const leaf = (data: Buffer) =>
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(0), data]))
        .digest()
    assert.deepEqual(Buffer.concat(entries.map(leaf)), tile.rawPayload)
    assert.equal(entries.length, width)
    assert.doesNotMatch(served.rawPayload.toString(), /王安|周明远/)
    assert.equal((await visitor.raw('GET', '/ledger/tile/entries/001')).statusCode, 404)

    // All is as it was: a look finds nothing, and the page says how far it has come.
    assert.equal(await nodes.looksOn(), size)
    assert.deepEqual(await alarms(), [])
    const { audit } = await visitor.asks('GET', '/api/ledger')
    assert.deepEqual([audit.round, audit.size, audit.hours], [2, 0, 24])

    // Somebody changes what a step says: the list does not show it as final, a look raises the alarm, once.
    const owner = new pg.Client({ connectionString: city.home.ownerUrl })
    await owner.connect()
    try {
      const say = (words: string) =>
        owner.query('update casework.step set actor_name = $1 where case_id = $2 and action = $3', [
          words,
          task,
          'accept',
        ])
      await say('别人')
      const states = (await eventsOf(officer, task)).map(({ state }: { state: string }) => state)
      assert.deepEqual(states.filter((state: string) => state === 'altered').length, 1)
      await nodes.looksOn()
      await nodes.looksOn()
      assert.deepEqual(await alarms(), [['自查', 'altered']])
      assert.equal(
        (await visitor.raw('GET', `/ledger/tile/entries/000${width < 256 ? `.p/${width}` : ''}`)).statusCode,
        409,
      )
      await say('王安')
      assert.equal((await eventsOf(officer, task))[0].state, 'final')
    } finally {
      await owner.end()
    }

    // A byte of the log's own files turns: nobody is given a proof that does not hold, and it is told.
    nodes.flips('sm3', 5)
    await nodes.looksOn()
    assert.ok((await alarms()).some(([, kind]: string[]) => kind === 'damaged'))
    nodes.flips('sm3', 5)
    assert.ok((await verifies(await receiptOf(officer, event.id), nodes.policy())).valid)
  },
  [planSupervision],
)
