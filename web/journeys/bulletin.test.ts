import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, wordsOf } from '#testing'
import { countySupervision, planAdoption, taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a county reports from a phone and asks to close; the desk reviews, presses, and issues the month’s bulletin', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor', 'task-officer'], '周明远', 'bureau')
    const network = await city.officer('city-cyberspace-office', ['task-officer'], '王安', 'network')
    await city.officer('dongtai-government', ['county-officer'], '董台秋', 'dongtai')
    await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
    const [adoption] = await bureau.cases(planAdoption)
    await bureau.does(planAdoption, adoption?.['id'] as string, 'confirm')
    const [pool] = await network.cases(taskSupervision, '&mine=true')
    await network.does(taskSupervision, pool?.['id'] as string, 'accept')

    const phone = await signIn(browser, base, 'dongtai', { width: 390, height: 844 })
    await phone.getByText('开展网络安全本质提升工程').first().click()
    await phone.waitForURL(/cases\/county-supervision\//)
    await phone.getByRole('button', { name: '报送进展' }).first().waitFor()
    await isAccessible(phone, 'a county’s case on a phone')
    await phone.getByRole('button', { name: '报送进展' }).first().click()
    await phone.getByLabel('进度').fill('100')
    await phone.getByLabel('进展情况').fill('资源池单位已经全部到位')
    await phone.locator('form').getByRole('button', { name: '报送进展' }).click()
    await phone.getByRole('button', { name: /撤销“报送进展”/ }).waitFor()
    await phone.getByRole('button', { name: '申请办结' }).first().click()
    await phone.getByLabel('完成情况').fill('全部完成，已经市里抽查')
    await isAccessible(phone, 'asking to close on a phone')
    await phone.locator('form').getByRole('button', { name: '申请办结' }).click()
    await phone
      .getByText(/请上传|至少/)
      .first()
      .waitFor()
    // While the file is on its way the form waits for it, and what is typed meanwhile stands beside it.
    let arrives = () => {}
    const arrived = new Promise<void>((resolve) => (arrives = resolve))
    await phone.route('**/api/files', async (route) => {
      await arrived
      await route.continue()
    })
    await phone
      .locator('input[type=file]')
      .setInputFiles({ name: '抽查记录.txt', mimeType: 'text/plain', buffer: Buffer.from('抽查通过') })
    const waits = phone.locator('form').getByRole('button', { name: '文件还在上传' })
    await waits.waitFor()
    assert.ok(await waits.isDisabled())
    await phone.getByLabel('完成情况').fill('全部完成，市里抽查三处，处处属实')
    arrives()
    await phone.locator('form').getByRole('button', { name: '申请办结' }).waitFor()
    assert.equal(await phone.getByLabel('完成情况').inputValue(), '全部完成，市里抽查三处，处处属实')
    await phone.locator('form').getByRole('button', { name: '申请办结' }).click()
    await phone.getByText('待认定').first().waitFor()

    const [county] = (await bureau.cases(countySupervision, '&state=review')) as { id: string }[]
    const desk = await signIn(browser, base, 'bureau')
    await desk.goto(`${base}/cases/county-supervision/${county?.id}`)
    await desk.getByText('抽查记录.txt').first().waitFor()
    await desk.getByRole('button', { name: '认定办结' }).first().click()
    await desk.getByLabel('认定意见').fill('抽查属实，予以认定')
    await desk.locator('form').getByRole('button', { name: '认定办结' }).click()
    await desk.getByText('已办结').first().waitFor()
    await isAccessible(desk, 'a county’s case, closed')

    await city.waits({ until: '2024-10-09' })
    await desk.goto(`${base}/cases/task-supervision/${pool?.['id']}`)
    await desk.getByRole('button', { name: '催办' }).first().click()
    await desk.getByLabel('催办意见').fill('请本周内报送')
    await desk.locator('form').getByRole('button', { name: '催办' }).click()
    await desk.getByText('请本周内报送').first().waitFor()

    await desk.goto(`${base}/cases/bulletin-issue`)
    await desk.getByLabel('月份').selectOption('2024-09')
    await isAccessible(desk, 'asking for a bulletin')
    await desk.getByRole('button', { name: '起草 9 月通报' }).click()
    await desk.waitForURL(/cases\/bulletin-issue\/[0-9a-f-]{36}/, { timeout: 20_000 })
    await desk.getByText('市委网信办').first().waitFor()
    await isAccessible(desk, 'the draft of a bulletin')
    await desk.getByRole('button', { name: '印发', exact: true }).first().click()
    await desk.getByLabel('文号序号').fill('7')
    await desk.getByLabel('成文日期').fill('2024-10-09')
    await desk.locator('form').getByRole('button', { name: '印发', exact: true }).click()
    await desk.getByText('已印发').first().waitFor()
    await isAccessible(desk, 'a bulletin, issued')
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: '下载 Word' }).click(),
    ])
    const words = (await wordsOf(readFileSync(await file.path()))).replaceAll(' ', '')
    assert.ok(words.includes('盐数督〔2024〕7号') && words.includes('关于2024年9月数字盐城重点任务推进情况的通报'))
  } finally {
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
