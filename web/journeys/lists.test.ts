import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { date, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { defineRole, may } from '#engines/identity'
import { defineRegister, ownRecord, record } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import { openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const well = defineRegister('journey-well', {
  title: '水井',
  naming: 'name',
  fields: {
    name: text('井名'),
    drilledOn: optional(date('打井日期')),
    feeds: optional(ownRecord('连到')),
  },
  sorts: ['drilledOn'],
})
const care = defineCase('journey-care', {
  title: '水井管护',
  subject: well,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: { title: '管护中', actions: { merge: { title: '并入', to: 'ended', form: { into: record('并入', well) } } } },
    ended: { title: '已并入', final: true },
  },
})
const keeper = defineRole('journey-keeper', {
  title: '管井员',
  grants: [may(well, ['read', 'create'], 'own-agency'), may(care, ['read', 'merge'], 'own-agency')],
})
const guest = defineRole('journey-guest', { title: '报井人', grants: [may(well, ['read'], 'own')] })
const toy = defineSystem('journey-wells', {
  title: '水井管护',
  owner: 'city-data-bureau',
  parts: [well, care, keeper, guest],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())

test('a list says in which order it stands and why it is empty, and a choice offers only what can be chosen', async () => {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const officer = await city.officer('city-data-bureau', [keeper.name], '管井', 'keeper')
    await city.officer('city-data-bureau', [guest.name], '报井', 'guest')
    const desk = await signIn(browser, base, 'keeper')
    const other = await signIn(browser, base, 'guest')
    await desk.goto(`${base}/lists/journey-well`)
    await desk.getByText('当前身份看得到的范围里没有水井。').waitFor()
    await other.goto(`${base}/lists/journey-well`)
    await other.getByText('这里只列您自己的水井，现在没有。').waitFor()

    for (const given of [{ name: '东井' }, { name: '西井', drilledOn: '2023-05-01' }])
      await officer.asks('POST', '/api/registers/journey-well', given)
    await desk.reload()
    await desk.getByText('共 2 条，最早登记的在前').waitFor()
    await desk.getByRole('button', { name: '打井日期' }).click()
    await desk.getByText('共 2 条，按打井日期从早到晚，没有的在后').waitFor()
    assert.deepEqual(await desk.locator('tbody td.nm').allInnerTexts(), ['西井', '东井'])

    await desk.goto(`${base}/cases/journey-care`)
    await desk.getByText('共 2 件，最早建立的在前').waitFor()
    assert.deepEqual(await desk.locator('tbody td.nm').allInnerTexts(), ['东井', '西井'])
    assert.equal(await desk.getByRole('button', { name: '余工作日' }).count(), 0)

    await desk.getByRole('link', { name: '东井' }).click()
    await desk.getByRole('button', { name: '并入' }).click()
    await desk.getByRole('combobox').click()
    await desk.getByTitle('西井').waitFor()
    assert.equal(await desk.getByTitle('东井').count(), 0, 'nothing is merged into itself')
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
