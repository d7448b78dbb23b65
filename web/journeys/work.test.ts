import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity } from '#testing'
import { planAdoption, taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { isAccessible, openBrowser, scratch, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a task is found by its words, reported on, found by its attachment, taken back; its list is exported and downloaded', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  const { folder, leave } = scratch()
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor', 'task-officer'], '周明远', 'bureau')
    await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
    const [adoption] = await bureau.cases(planAdoption)
    await bureau.does(planAdoption, adoption?.['id'] as string, 'confirm')
    const tasks = await bureau.cases(taskSupervision)
    const task = tasks.find((one) => one['title'] === '提升政务服务效能')
    await bureau.does(taskSupervision, task?.['id'] as string, 'accept')
    const evidence = path.join(folder, '自助终端投放清单.txt')
    writeFileSync(evidence, '四十一台')

    const desk = await signIn(browser, base, 'bureau')
    await desk.keyboard.press('Control+k')
    await desk.getByRole('combobox').fill('政务服务 效能')
    await desk.getByRole('option', { name: '任务督办' }).first().waitFor()
    await isAccessible(desk, 'search over the page')
    await desk
      .getByRole('option')
      .filter({ has: desk.getByText(/ · 任务督办$/) })
      .first()
      .click()
    await desk.waitForURL(/cases\/task-supervision\//)
    const place = desk.url()

    await desk.getByRole('button', { name: '报送进展' }).click()
    await desk.getByLabel('进度').fill('41')
    await desk.getByLabel('进展情况').fill('自助终端投放四十一台')
    await desk.locator('input[type=file]').setInputFiles(evidence)
    await desk.getByRole('button', { name: /移去\s*自助终端投放清单.txt/ }).waitFor()
    await desk.locator('form').getByRole('button', { name: '报送进展' }).click()
    await desk.getByRole('button', { name: '撤销“报送进展”（十分钟内）' }).waitFor()
    assert.equal(
      await desk.evaluate(() => Object.keys(localStorage).some((name) => name.includes('draft:'))),
      false,
      'nothing is left of a draft that was sent',
    )

    await desk.goto(`${base}/search?q=${encodeURIComponent('终端投放清单')}`)
    await desk.getByRole('heading', { name: '附件' }).waitFor()
    await isAccessible(desk, 'search page')
    await desk.getByRole('link', { name: '自助终端投放清单.txt' }).click()
    await desk.waitForURL(place)

    await desk.getByRole('button', { name: '撤销“报送进展”（十分钟内）' }).click()
    await isAccessible(desk, 'asked once more before it is taken back')
    await desk.getByRole('button', { name: '确定撤销' }).click()
    await desk.locator('.tm .gone').getByText('已撤销').waitFor()
    assert.equal(await desk.getByRole('button', { name: /撤销“报送进展”/ }).count(), 0)

    await desk.goto(`${base}/cases/task-supervision?state=running`)
    await desk.getByRole('button', { name: '导出 Excel' }).click()
    const ready = desk.getByRole('link', { name: /下载 任务督办/ })
    await ready.waitFor({ timeout: 15_000 })
    await isAccessible(desk, 'list with its export')
    const [file] = await Promise.all([desk.waitForEvent('download'), ready.click()])
    assert.match(file.suggestedFilename(), /^任务督办台账-2024-08-26\.xlsx$/)
    assert.equal(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
    await desk.goto(`${base}/jobs`)
    await desk.getByText('任务督办：导出 1 件').waitFor()
    await isAccessible(desk, 'work under way')
    await desk.goto(`${base}/`)
    const note = desk.getByRole('link', { name: /导出台账/ })
    assert.match((await note.getAttribute('href')) ?? '', /^\/api\/files\//)
    await isAccessible(desk, 'workbench')
  } finally {
    leave()
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
