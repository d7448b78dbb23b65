import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { kioskRun } from '../../systems/government/self-service-kiosk/cases.ts'
import { applicationsAtKiosks } from '../../systems/government/self-service-kiosk/indicators.ts'
import { openCity } from '#testing'
import { authorities, sealFor } from '#testing/seals'
import { allowance, su } from '#testing/allowance'
import { isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const hall = 'tinghu-service-hall'
const bureau = 'tinghu-market-regulation-bureau'

test('a machine is installed; a citizen signs in by her phone, gets one thing done with the keys on the screen, prints a licence and leaves; the next sees nothing, and what is broken is mended', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
    const { id: item } = await library.asks('POST', '/api/registers/service-item', { ...allowance, kiosk: true })
    await library.asks('POST', '/api/registers/service-item-need', {
      ...{ item, title: '户口簿照片', kind: 'files', source: 'applicant', needed: true },
    })
    const planner = await city.officer('city-data-bureau', ['kiosk-planner', 'kiosk-leader'], '祝子明', 'planner')
    await city.officer(hall, ['kiosk-keeper'], '袁自立', 'keeper')
    await planner.asks('POST', '/api/registers/kiosk', {
      ...{ title: '亭湖大厅一号机', livesAt: '320902', address: '一楼东门', tier: 'county', allDay: true },
      ...{ hours: '全天', phone: '0515-88000000', keeper: hall, point: { lat: 33.39, lon: 120.2 } },
    })
    const [run] = await planner.cases(kioskRun)
    await planner.does(kioskRun, run?.['id'] as string, 'start', { since: '2024-08-26' })
    await city.citizen('suyulan', su.name, su.idNumber)
    await authorities(city)
    await sealFor(city, bureau, 'licence', '盐城市亭湖区市场监督管理局')
    const issuer = await city.officer(bureau, ['licence-issuer'], '史平')
    const types = await city.officer('city-data-bureau', ['licence-type-reviewer'], '尹岭')
    const { id: type } = await types.asks('POST', '/api/registers/licence-type', {
      ...{ title: '食品经营许可证', code: '11370800MB28559184001', lead: 'city-market-regulation-bureau' },
      ...{ whom: 'person', months: 60, says: '请在经营场所醒目位置公示。' },
    })
    await issuer.asks('POST', '/api/registers/licence', {
      ...{ type, holder: su.name, idNumber: su.idNumber, issuer: bureau, said: [] },
    })
    await city.waits({ minutes: 1 })

    // Whoever looks after the machine has a code made, and the device becomes the machine by it.
    const keeper = await signIn(browser, base, 'keeper')
    await keeper.goto(`${base}/kiosks`)
    await keeper
      .getByRole('button', { name: /生成安装码/ })
      .first()
      .click()
    await keeper.getByRole('button', { name: /确定生成安装码/ }).click()
    const code =
      (await keeper
        .getByText(/^\d{8}$/)
        .first()
        .textContent()) ?? ''
    await isAccessible(keeper, 'machines and how they stand')
    const context = await browser.newContext({ viewport: { width: 1280, height: 1024 }, hasTouch: true })
    const screen = await context.newPage()
    await screen.clock.install()
    await screen.goto(`${base}/kiosk`)
    await screen.getByRole('heading', { name: '安装自助机' }).waitFor()
    await isAccessible(screen, 'a device that is no machine yet')
    for (const digit of code) await screen.getByRole('button', { name: digit, exact: true }).click()
    await screen.getByRole('button', { name: '安装', exact: true }).click()
    await screen.getByRole('heading', { name: '您好，想办什么？' }).waitFor()
    await isAccessible(screen, 'a machine nobody has signed in at')

    // What went when it was tried is offered; it is begun by signing in from a telephone.
    await screen.getByRole('link', { name: /办一件事/ }).click()
    await screen.getByRole('link', { name: /高龄津贴/ }).click()
    await screen.getByRole('link', { name: '登录后办理' }).click()
    const picture = screen.getByAltText('登录二维码，请用手机扫')
    await picture.waitFor()
    await isAccessible(screen, 'a code to be read by a telephone')
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto((await picture.getAttribute('data-text')) ?? '')
    await phone.getByLabel('账号').fill('suyulan')
    await phone.getByLabel('密码').fill('a long password')
    await phone.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await phone.getByRole('heading', { name: /亭湖大厅一号机/ }).waitFor()
    await isAccessible(phone, 'a machine asks for a session')
    const number = (await screen.locator('.ki-code .which').textContent()) ?? ''
    await phone.getByRole('button', { name: number, exact: true }).click()
    await phone.getByRole('heading', { name: '登录好了' }).waitFor()
    await screen.getByRole('link', { name: '现在就办' }).click()

    // The keys on the screen type numbers and Chinese; there are no others.
    const next = () =>
      screen
        .locator('form')
        .getByRole('button', { name: /下一问|跳过，不填/ })
        .click()
    const asks = (name: string | RegExp) => screen.getByRole('heading', { name, level: 1 }).waitFor()
    const keys = screen.locator('.ki-keys')
    await asks(/在哪里办/)
    await isAccessible(screen, 'a question at a machine')
    await screen.getByText('亭湖区').first().click()
    await next()
    await asks(/身份证号/)
    await screen.locator('form input').first().click()
    for (const digit of su.idNumber) await keys.locator(`[data-skbtn="${digit}"]`).click()
    assert.equal(await screen.locator('form input').first().inputValue(), su.idNumber)
    await keys.locator('[data-skbtn="{done}"]').click()
    await next()
    await asks(/联系手机/)
    await screen.locator('form input').first().fill('13805110002')
    await keys.locator('[data-skbtn="{done}"]').click()
    await next()
    // A paper comes from her telephone.
    await asks(/户口簿照片/)
    await screen.getByRole('button', { name: '用手机拍照、传材料' }).click()
    const bringing = screen.getByAltText('传材料的二维码，请用手机扫')
    await phone.goto((await bringing.getAttribute('data-text')) ?? '')
    await phone.getByRole('heading', { name: /给“亭湖大厅一号机”传材料/ }).waitFor()
    await isAccessible(phone, 'papers for a machine')
    await phone.locator('input[type=file]').setInputFiles({
      ...{ name: '户口簿.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ffd8ffe000104a464946000101', 'hex') },
    })
    await phone.getByText('传到了：户口簿.jpg').waitFor()
    await screen.getByText('户口簿.jpg').first().waitFor()
    await isAccessible(screen, 'a paper that came from a telephone')
    await next()
    await asks(/还要说明的/)
    await screen.locator('form textarea').click()
    for (const letter of 'hao') await keys.locator(`[data-skbtn="${letter}"]`).click()
    await keys.locator('.hg-candidate-box-list-item', { hasText: '好' }).first().click()
    assert.equal(await screen.locator('form textarea').inputValue(), '好')
    await isAccessible(screen, 'keys on the screen')
    await keys.locator('[data-skbtn="{done}"]').click()
    await next()
    await asks(/结果怎样给您/)
    await screen.getByText('网上看、网上下载').click()
    await next()
    await asks(/寄到哪里/)
    await next()
    await asks('这些对不对？')
    await screen.locator('form').getByRole('button', { name: '都对，交上去' }).dblclick()
    await screen.getByRole('heading', { name: '交上去了' }).waitFor()
    await isAccessible(screen, 'handed in at a machine')

    // A licence of hers is printed; nothing is offered to be kept on the machine.
    await screen.getByRole('link', { name: '回首页' }).last().click()
    await screen.getByRole('link', { name: /打印证照/ }).click()
    await screen.getByRole('link', { name: /食品经营许可证/ }).click()
    await screen.getByRole('button', { name: /^打印/ }).waitFor()
    await isAccessible(screen, 'a licence at a machine')
    const file = screen.waitForResponse((answer) => /\/api\/kiosk\/prints\/[0-9a-f-]{36}$/.test(answer.url()))
    await screen.getByRole('button', { name: /^打印/ }).click()
    assert.match(String((await file).headers()['content-type']), /^application\/pdf/)
    await screen.getByText('已经送到打印机').waitFor()
    assert.equal(await screen.locator('a[download]:visible').count(), 0)
    await screen.getByRole('button', { name: /办完了，退出/ }).click()
    await screen.getByRole('heading', { name: '您好，想办什么？' }).waitFor()
    assert.equal(await screen.evaluate(() => localStorage.length + sessionStorage.length), 0)
    await screen.goBack()
    await screen.waitForLoadState('networkidle')
    assert.equal(await screen.getByText(su.name).count(), 0, 'the next person sees nothing')
    await screen.goto(`${base}/kiosk/records`)
    await screen.getByAltText('登录二维码，请用手机扫').waitFor()

    // Whoever forgets to leave is asked whether they are there, and is gone.
    await phone.goto((await screen.getByAltText('登录二维码，请用手机扫').getAttribute('data-text')) ?? '')
    const again = (await screen.locator('.ki-code .which').textContent()) ?? ''
    await phone.getByRole('button', { name: again, exact: true }).click()
    await screen.getByRole('heading', { name: '我的记录' }).waitFor()
    await screen.clock.fastForward(95_000)
    await screen.getByRole('alertdialog').getByRole('button', { name: '还在，接着办' }).click()
    await screen.getByRole('alertdialog').waitFor({ state: 'detached' })
    await screen.clock.fastForward(121_000)
    await screen.getByRole('heading', { name: '您好，想办什么？' }).waitFor()
    await screen.goto(`${base}/kiosk/records`)
    await screen.getByAltText('登录二维码，请用手机扫').waitFor()

    // The nearest one is found from a telephone.
    await phone.context().grantPermissions(['geolocation'])
    await phone.context().setGeolocation({ latitude: 33.385, longitude: 120.2 })
    await phone.goto(`${base}/kiosks-near`)
    await phone.getByRole('button', { name: '找离我最近的' }).click()
    await phone.getByText('555 米，步行约 13 分钟').waitFor()
    await isAccessible(phone, 'machines near by')

    // Whoever stands there says what is wrong, and whoever looks after it mends it.
    await screen.getByRole('link', { name: '回首页' }).click()
    await screen.getByRole('button', { name: /机器有毛病/ }).click()
    await screen.getByRole('button', { name: '没有纸了' }).click()
    await screen.getByText('已经转给管理人员').waitFor()
    await keeper.goto(`${base}/cases/kiosk-repair`)
    await keeper.getByText('亭湖大厅一号机').first().click()
    await keeper.getByText('有人在机器上报修：没有纸了').first().waitFor()
    await keeper.getByRole('button', { name: '修好了' }).first().click()
    await keeper.getByLabel('怎样修好的').fill('加了一包纸')
    await keeper.locator('form').getByRole('button', { name: '修好了' }).click()
    await keeper.getByText('加了一包纸').first().waitFor()

    const leader = await signIn(browser, base, 'planner')
    await leader.goto(`${base}/indicators/${applicationsAtKiosks.name}`)
    await leader.getByRole('heading', { name: '自助机办件' }).waitFor()
    await leader.getByText('1', { exact: true }).first().waitFor()
    await isAccessible(leader, 'what came from machines')
  } finally {
    await city.house.close()
  }
})
