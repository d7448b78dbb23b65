import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity } from '#testing'
import { freshDatabase } from '#testing/cluster'
import { startDemoNodes } from '../../server/demo-nodes.ts'
import { yancheng } from '../../server/yancheng.ts'
import { planAdoption, taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { isAccessible, openBrowser, scratch, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const rules = ['format', 'log-signature', 'witnesses', 'inclusion-sha-256', 'inclusion-sm3', 'content']
const verdictOf = async (page: Page) => {
  await page.locator('#result:not([hidden])').waitFor()
  return {
    valid: await page.locator('.verdict').getAttribute('data-valid'),
    held: await page.locator('.steps .yes').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-rule'))),
    failed: await page
      .locator('.steps .no')
      .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-rule'))),
  }
}

test('an act becomes a receipt, which a saved page verifies with the server stopped, from its file and from its codes', async () => {
  const place = { ...(await freshDatabase()), again: yancheng({ offset: null }).again }
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot(), place)
  const { folder, leave } = scratch()
  let stop = async () => {}
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const nodes = await startDemoNodes(place.dataDir, city.house.host.server.address())
    stop = async () => {
      stop = async () => {}
      await city.house.close()
      nodes.stop()
    }
    city.house.startBeside()
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor', 'task-officer'], '周明远', 'bureau')
    await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
    const [adoption] = await bureau.cases(planAdoption)
    await bureau.does(planAdoption, adoption?.['id'] as string, 'confirm')
    const task = (await bureau.cases(taskSupervision)).find((one) => one['title'] === '提升政务服务效能')
    await bureau.does(taskSupervision, task?.['id'] as string, 'accept')

    const desk = await signIn(browser, base, 'bureau')
    await desk.goto(`${base}/cases/task-supervision/${task?.['id'] as string}`)
    await desk.getByRole('button', { name: '报送进展' }).click()
    await desk.getByLabel('进度').fill('41')
    await desk.getByLabel('进展情况').fill('自助终端投放四十一台')
    await desk.locator('form').getByRole('button', { name: '报送进展' }).click()
    const step = desk.locator('.tm li').filter({ hasText: '自助终端投放四十一台' })
    await step.getByRole('link', { name: '已定' }).waitFor()
    await isAccessible(desk, 'case with its evidence')
    await step.getByRole('link', { name: '回执' }).click()
    await desk.getByRole('heading', { name: '存证回执' }).waitFor()
    await isAccessible(desk, 'receipt')
    const receipt = path.join(folder, 'receipt.json')
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: '下载回执' }).click(),
    ])
    await file.saveAs(receipt)
    const codes = path.join(folder, 'codes.png')
    await desk.locator('.qrs ol').screenshot({ path: codes })

    await desk.goto(`${base}/ledger`)
    await desk.getByText('data.yancheng').first().waitFor()
    await isAccessible(desk, 'chain')
    await desk.goto(`${base}/ledger?view=mine`)
    await desk.getByRole('link', { name: '回执' }).first().waitFor()
    await isAccessible(desk, 'my evidence')
    await desk.goto(`${base}/verify.html`)
    const saved = path.join(folder, 'verify.html')
    const [page] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: '把本页存到本机' }).click(),
    ])
    await page.saveAs(saved)
    await stop()

    for (const size of [
      { width: 1440, height: 1000 },
      { width: 390, height: 844 },
    ]) {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN', offline: true })
      const away = await context.newPage()
      const asked: string[] = []
      away.on('request', (request) => asked.push(request.url()))
      away.on('console', (message) => assert.notEqual(message.type(), 'error', message.text()))
      await away.goto(pathToFileURL(saved).href)
      await isAccessible(away, `verify page at ${size.width}`)
      await away.locator('#files').setInputFiles(receipt)
      assert.deepEqual(await verdictOf(away), { valid: 'true', held: rules, failed: [] })
      await away.getByText('自助终端投放四十一台').first().waitFor()
      await away.getByText('报送进展').first().waitFor()
      assert.equal(await away.getByText('✓ 已签').count(), 5, 'two keys of the log and three nodes')
      await isAccessible(away, `verified at ${size.width}`)

      const altered = path.join(folder, 'altered.json')
      writeFileSync(altered, readFileSync(receipt, 'utf8').replace('投放四十一台', '投放四十二台'))
      await away.locator('#files').setInputFiles(altered)
      await away.locator('.verdict.no').waitFor()
      assert.deepEqual((await verdictOf(away)).failed, ['content'])
      await isAccessible(away, `refused at ${size.width}`)

      const text = readFileSync(receipt, 'utf8')
      await away.getByText('粘贴文字').click()
      await away.locator('#paste').fill(text.replace('"kind":"case.acted","subject"', '"kind":"case.actef","subject"'))
      await away.getByRole('button', { name: '查验这段文字' }).click()
      await away.locator('[data-rule="inclusion-sm3"].no').waitFor()
      assert.deepEqual((await verdictOf(away)).failed, ['inclusion-sha-256', 'inclusion-sm3'])

      await away.locator('#files').setInputFiles(codes)
      await away.locator('.verdict.yes').waitFor()
      assert.deepEqual(await verdictOf(away), { valid: 'true', held: rules, failed: [] })
      assert.deepEqual(
        asked.filter((url) => !/^(file|blob|data):/.test(url)),
        [],
        'nothing is asked of anyone',
      )
      assert.equal(await away.evaluate(() => document.documentElement.scrollWidth), size.width)
      await context.close()
    }
  } finally {
    leave()
    for (const context of browser.contexts()) await context.close()
    await stop()
  }
})
