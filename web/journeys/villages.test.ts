import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agencies, agency, defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { systems } from '#systems'
import { openCity } from '#testing'
import { openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const well = defineRegister('journey-well', {
  title: '水井',
  naming: 'name',
  fields: { name: text('名称'), keeper: agency('管护单位'), helpers: agencies('协助单位') },
  filters: ['keeper'],
})
const clerk = defineRole('journey-wells', { title: '登记人员', grants: [may(well, ['read', 'create'], 'all')] })
const everyone = defineRole('journey-well-own', {
  title: '本人',
  heldBy: 'everyone',
  grants: [may(well, ['read', 'create'], 'own')],
})
const toy = defineSystem('journey-wells-system', {
  title: '水井',
  owner: 'city-water-bureau',
  parts: [well, clerk, everyone],
  pages: [],
})

const browser = await openBrowser()
after(() => browser.close())
/** Where pictures of the pages are left, for whoever wants to look. */
const pictures = process.env['PICTURES']

test('a village is found as one types, named where it stands, and narrowed by; pages begin without the thousands of them', async () => {
  const city = await openCity([...systems, toy], '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const origin = (await city.house.host.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
    const desk = await city.officer('city-water-bureau', ['journey-wells'], '张窗', 'zhang')
    await city.person('chen', '陈秀英')
    const page = await signIn(browser, origin, 'zhang')
    const asked: string[] = []
    page.on('request', (one) => {
      if (one.url().includes('/api/agencies')) asked.push(new URL(one.url()).search)
    })
    await page.goto(`${origin}/lists/journey-well/new`)
    await page.getByLabel('名称').fill('东井')
    await page.getByLabel('管护单位').fill('亭湖 五星村村民')
    await page.getByTitle('五星街道五星村委会').click()
    await page.getByLabel('协助单位').fill('步凤镇')
    if (pictures) await page.screenshot({ path: `${pictures}/village-typed.png` })
    await page.getByTitle('盐城经开区步凤镇', { exact: true }).click()
    await page.getByLabel('协助单位').fill('水利')
    await page.getByTitle('市水利局', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.locator('form.fm button[type=submit]').click()
    await page.waitForURL((at) => !at.pathname.endsWith('/new'))
    const [kept] = await desk.lists(well)
    assert.deepEqual([kept?.keeper, kept?.helpers], ['village-320902001201', ['town-320971100', 'city-water-bureau']])
    asked.length = 0
    await page.reload()
    await page.getByText('五星街道五星村委会').waitFor()
    await page.getByText('盐城经开区步凤镇').waitFor()
    assert.ok(asked.includes(''), 'the first list')
    assert.equal(
      asked.filter((query) => query.startsWith('?ids=')).length,
      1,
      'names that one page lacks are asked for together',
    )

    await page.goto(`${origin}/lists/journey-well`)
    await page.getByText('五星街道五星村委会').waitFor()
    await page.getByRole('button', { name: '不限管护单位' }).click()
    await page.getByLabel('在管护单位中找').fill('五星')
    await page.getByLabel('五星街道五星村委会').check()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '五星街道五星村委会' }).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('filter.keeper'), 'village-320902001201')
    await page.reload()
    await page.getByRole('button', { name: '五星街道五星村委会' }).waitFor()
    if (pictures) await page.screenshot({ path: `${pictures}/village-list.png` })

    const theirs = await (
      await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    await theirs.goto(`${origin}/sign-in`)
    await theirs.getByLabel('账号').fill('chen')
    await theirs.getByLabel('密码').fill('a long password')
    await theirs.getByRole('button', { name: '登录', exact: true }).click()
    await theirs.waitForURL((at) => !at.pathname.includes('sign-in'))
    await theirs.goto(`${origin}/lists/journey-well/new`)
    await theirs.getByRole('textbox', { name: '名称' }).fill('我家门前的井')
    await theirs.getByRole('button', { name: '下一问' }).click()
    await theirs.getByRole('searchbox', { name: '找管护单位' }).fill('五星村')
    await theirs.getByRole('radio', { name: '五星街道五星村委会' }).check()
    if (pictures) await theirs.screenshot({ path: `${pictures}/citizen-village.png` })
    await theirs.getByRole('button', { name: '下一问' }).click()
    await theirs.getByRole('button', { name: '跳过，不填' }).click()
    await theirs.getByText('五星街道五星村委会').waitFor()
  } finally {
    await city.house.close()
  }
})
