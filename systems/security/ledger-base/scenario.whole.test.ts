import assert from 'node:assert/strict'
import { readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { openCity, Person, type City } from '#testing'
import { copiedDatabase } from '#testing/cluster'
import { nodesOf, settles } from '#testing/nodes'
import { command, eventsOf, planSupervision, receiptOf, reports, taskAccepted, verifies } from '#testing/receipts'
import system from './system.ts'

test('ledger-base: a city that was restored from an older back-up signs nothing beside what its nodes know, and begins another log', async () => {
  const opened = (home?: City['home']) => openCity([system, planSupervision], undefined, undefined, home)
  const comesBack = async (city: City, account: string) => {
    const person = new Person(city.house)
    await person.signsIn(account, 'a long password')
    return person
  }
  let city = await opened()
  const { home } = city
  await using nodes = await nodesOf(city, ['data.yancheng', 'audit.yancheng', 'justice.yancheng'], 2)
  try {
    const { officer: first, task } = await taskAccepted(city)
    await city.officer('city-data-bureau', ['ledger-auditor'], '王审计', 'auditor')
    await settles(city)
    const [accepted] = await eventsOf(first, task)
    const [receipt, policy] = [await receiptOf(first, accepted.id), nodes.policy()]
    await city.house.close()

    const older = { ownerUrl: await copiedDatabase(home.ownerUrl), dataDir: home.dataDir }
    city = await opened(home)
    let officer = await comesBack(city, 'officer-2')
    await reports(officer, task, 10)
    await settles(city)
    assert.equal((await eventsOf(officer, task))[0].state, 'final')
    await city.house.close()

    // The back-up knows nothing of the report; the nodes do.
    city = await opened(older)
    officer = await comesBack(city, 'officer-2')
    await reports(officer, task, 30)
    const secret = path.join(home.dataDir, 'ledger/log.secret')
    renameSync(secret, `${secret}.kept`)
    await assert.rejects(settles(city), { code: 'ledger/another-log' })
    renameSync(`${secret}.kept`, secret)
    // It asks the nodes before it signs, and signs nothing beside what they know.
    await assert.rejects(settles(city), { code: 'ledger/against-a-node' })
    const [report] = await eventsOf(officer, task)
    assert.equal(report.state, 'waiting')
    await city.refuses(receiptOf(officer, report.id), 'ledger/not-yet-final')
    assert.match((await command('new-log.ts', older, '从备份恢复')).says, /还有进程连着/)
    await city.house.close()

    assert.match((await command('new-log.ts', older)).says, /用法/)
    const begun = await command('new-log.ts', older, '机房故障，从 8 月 26 日的备份恢复')
    assert.equal(begun.code, 0, begun.says)
    assert.match((await command('new-log.ts', older, '再来一次')).says, /没有可以结束的账本/)
    const origin = receipt.leaf.log as string
    assert.ok(begun.says.includes(origin), begun.says)
    const kept = path.join(home.dataDir, 'ledger/ended', path.basename(origin))
    assert.equal(readFileSync(path.join(kept, 'policy.txt'), 'utf8'), policy)
    const signed = readFileSync(path.join(kept, 'checkpoint.jsonl'), 'utf8').trim().split('\n')
    assert.ok(signed.length > 1 && signed.every((line) => JSON.parse(line).note.startsWith(origin)))

    city = await opened(older)
    officer = await comesBack(city, 'officer-2')
    const auditor = await comesBack(city, 'auditor')
    for (const name of ['data.yancheng', 'audit.yancheng', 'justice.yancheng']) {
      await nodes.stop(name)
      await nodes.start(name)
    }
    await settles(city)
    for (const id of [accepted.id, report.id]) {
      const anew = await receiptOf(officer, id)
      assert.notEqual(anew.leaf.log, origin)
      assert.ok((await verifies(anew, nodes.policy())).valid)
      assert.ok(!(await verifies(anew, policy)).valid, 'who trusts the ended log alone does not trust another')
    }
    assert.ok((await verifies(receipt, policy)).valid, 'a receipt of the ended log holds under its own policy')
    const [told] = (await auditor.asks('GET', '/api/ledger/events?system=ledger-base')).rows
    assert.deepEqual([told.kind, told.about.ended], ['ledger.begun', origin])
    const audited = await command('audit.ts', older)
    assert.equal(audited.code, 0, audited.says)
  } finally {
    await city.house.close()
  }
})
