import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { responsibility } from '../../commons/escalation-path.ts'
import { member, secretary } from '../../systems/assurance/joint-meeting/roles.ts'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('a meeting is called, answered from a phone, minuted, signed and issued; its task is in an inbox, and the matrix shows who is missing', async () => {
  const city = await openCity(systems, '2024-09-03T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const mei = await city.officer('city-data-bureau', [secretary.name], '梅夏', 'mei')
    await city.officer('city-industry-bureau', [member.name, 'task-officer'], '龚欣', 'gong')
    const line = { domain: 'economy', office: 'city-industry-bureau', rank: 'deputy', postAt: 'city-government-office' }
    await mei.asks('POST', `/api/registers/${responsibility.name}`, { ...line, post: '副秘书长' })

    const desk = await signIn(browser, base, 'mei')
    const does = async (page: typeof desk, action: string) => {
      await page.getByRole('button', { name: action, exact: true }).first().click()
      return page.locator('form').getByRole('button', { name: action, exact: true })
    }
    await desk.goto(`${base}/lists/joint-meeting-session/new`)
    await desk.getByLabel('会议名称').fill('2024年第3次联席会议')
    await desk.getByLabel('开会日期').fill('2024-09-03')
    await desk.getByLabel('地点').fill('市行政中心')
    await desk.getByLabel('主持人').fill('海潮')
    await desk.getByLabel('议程').fill('一、数据目录')
    await desk.locator('form.fm button[type=submit]').click()
    await desk.waitForURL((at) => !at.pathname.endsWith('/new'))
    await desk.goto(`${base}/`)
    await desk.getByText('2024年第3次联席会议').first().click()
    await desk.waitForURL(/cases\/joint-meeting-sitting\//)
    const sitting = desk.url()
    const invites = await does(desk, '发会议通知')
    await desk.getByLabel('参会单位').fill('工信局')
    await desk.getByTitle('市工信局', { exact: true }).click()
    await desk.keyboard.press('Escape')
    await invites.click()
    await desk.getByText('待回执').first().waitFor()

    const phone = await signIn(browser, base, 'gong', { width: 390, height: 844 })
    await phone.getByText('2024年第3次联席会议').first().click()
    const comes = await does(phone, '参会')
    await phone.getByLabel('姓名').fill('龚欣')
    await phone.getByLabel('职务').fill('处长')
    await isAccessible(phone, 'an answer on a phone')
    await comes.click()
    await phone.getByRole('button', { name: '参会', exact: true }).first().waitFor({ state: 'detached' })

    await desk.reload()
    await (await does(desk, '登记到会')).click()
    await desk.getByRole('link', { name: '添加决议' }).click()
    await desk.getByLabel('第几项').fill('1')
    await desk.getByLabel('事项').fill('归集数据目录')
    await desk.getByLabel('决议内容').fill('九月底前归集完。')
    await desk.getByLabel('牵头单位').fill('工信局')
    await desk.getByTitle('市工信局', { exact: true }).click()
    await desk.getByLabel('完成日期').fill('2024-09-30')
    await desk.locator('form.fm button[type=submit]').click()
    await desk.waitForURL((at) => !at.pathname.endsWith('/new'))
    await desk.goto(sitting)
    const drafts = await does(desk, '拟纪要')
    await desk.getByLabel('纪要正文').fill('会议听取了汇报。')
    await drafts.click()
    await (await does(desk, '送会签')).click()
    await desk.getByText('待签署').first().waitFor()
    await isAccessible(desk, 'a meeting whose minutes are being signed')

    await phone.goto(`${base}/`)
    await phone.getByText('纪要会签').first().waitFor()
    await phone.getByText('2024年第3次联席会议').first().click()
    const signs = await does(phone, '签署')
    await phone.getByLabel('签署人').fill('石工成')
    await signs.click()
    await phone.getByText('石工成不在到会人员中').first().waitFor()
    await phone.getByLabel('签署人').fill('龚欣')
    await signs.click()
    await phone.getByText('已签署').first().waitFor()

    await desk.reload()
    const issues = await does(desk, '印发纪要')
    await desk.getByLabel('纪要文号').fill('盐数联纪〔2024〕3号')
    await desk.getByLabel('印发日期').fill('2024-09-03')
    await issues.click()
    await desk.getByText('决议落实中').first().waitFor()
    assert.match(await desk.getByRole('link', { name: '下载会议纪要' }).getAttribute('href').then(String), /papers/)

    await phone.goto(`${base}/`)
    await phone.getByText('归集数据目录').first().click()
    await phone.getByRole('button', { name: '确认牵头' }).first().waitFor()
    await phone.getByText('联席会议纪要（盐数联纪〔2024〕3号）第1项决议').first().waitFor()

    await desk.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '责任矩阵' }).click()
    await desk
      .getByRole('row', { name: /市工信局/ })
      .getByText('空缺')
      .waitFor()
    await isAccessible(desk, 'the matrix')
    await phone.goto(`${base}/matrix`)
    await phone.getByText('无人任职').waitFor()
    await isAccessible(phone, 'the matrix on a phone')
  } finally {
    await city.house.close()
  }
})
