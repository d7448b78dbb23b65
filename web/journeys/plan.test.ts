import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { readFileSync } from 'node:fs'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity } from '#testing'
import { isAccessible, openBrowser, scratch, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('the plan is imported, confirmed, reported on with a file from a phone, falls overdue and is pressed', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  const { folder, leave } = scratch()
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    await city.officer('city-data-bureau', ['plan-supervisor'], '周明远', 'bureau')
    await city.officer('city-cyberspace-office', ['task-officer'], '王安', 'network')
    const file = path.join(folder, '要点.txt')
    writeFileSync(file, readFileSync(planFile))
    writeFileSync(path.join(folder, '遴选公告.txt'), '遴选公告全文')

    const desk = await signIn(browser, base, 'bureau')
    await desk.goto(`${base}/plan/import`)
    await isAccessible(desk, 'import')
    await desk.locator('input[type=file]').setInputFiles(file)
    await desk.getByText('10 章 28 条，分解表 45 行').waitFor()
    await isAccessible(desk, 'a plan looked over')
    await desk.getByRole('button', { name: '导入为草稿' }).dblclick()
    await desk.waitForURL(/\/plan\/[0-9a-f-]{36}/, { timeout: 20_000 })
    await desk.getByRole('heading', { name: '2024年数字盐城工作要点' }).waitFor()
    await isAccessible(desk, 'draft plan')
    await desk.getByRole('button', { name: '确认并启动督办' }).first().click()
    await desk.locator('form').getByRole('button', { name: '确认并启动督办' }).click()
    await desk.getByText('45 件督办').first().waitFor()

    const phone = await signIn(browser, base, 'network', { width: 390, height: 844 })
    await phone.goto(`${base}/`)
    await phone.getByText('开展网络安全本质提升工程').first().click()
    await phone.waitForURL(/cases\/task-supervision/)
    await phone.getByRole('button', { name: '确认牵头' }).first().click()
    await phone.locator('form').getByRole('button', { name: '确认牵头' }).click()
    await phone.getByRole('button', { name: '报送进展' }).first().click()
    await phone.getByLabel('月份').fill('2024-08')
    await phone.getByLabel('进度').fill('60')
    await phone.getByLabel('进展情况').fill('资源池单位遴选已经发布公告')
    await phone.reload()
    const again = phone.getByRole('button', { name: '报送进展' }).first()
    if (
      !(await phone
        .getByLabel('进展情况')
        .isVisible()
        .catch(() => false))
    )
      await again.click()
    assert.equal(
      await phone.getByLabel('进展情况').inputValue(),
      '资源池单位遴选已经发布公告',
      'what was typed is still there',
    )
    await phone.locator('input[type=file]').setInputFiles(path.join(folder, '遴选公告.txt'))
    await phone.getByText('遴选公告.txt').first().waitFor()
    await isAccessible(phone, 'report form on a phone')
    await phone.locator('form').getByRole('button', { name: '报送进展' }).click()
    await phone.getByText('按期').first().waitFor()
    await isAccessible(phone, 'case on a phone')

    await city.waits({ until: '2024-09-02' })
    await desk.goto(`${base}/cases/task-supervision`)
    await desk.getByText('逾期').first().waitFor()
    await isAccessible(desk, 'list of cases')
    await desk.getByRole('link', { name: '开展网络安全本质提升工程' }).first().click()
    await desk.getByRole('button', { name: '催办' }).first().click()
    await desk.getByLabel('催办意见').fill('请三日内补报考核办法')
    await desk.locator('form').getByRole('button', { name: '催办' }).click()
    await desk.getByText('请三日内补报考核办法').first().waitFor()
    await desk.getByText('遴选公告.txt').first().waitFor()
    await isAccessible(desk, 'case at a desk')
    for (const place of ['/', '/plan', '/systems', '/lists/plan-task', '/plan?view=table', '/plan?view=compare']) {
      await desk.goto(base + place)
      await desk.waitForLoadState('networkidle')
      await isAccessible(desk, place)
    }
  } finally {
    leave()
    for (const context of browser.contexts()) await context.close()
    await city.house.close()
  }
})
