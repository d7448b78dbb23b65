import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { systems } from '#systems'
import { openCity } from '#testing'
import { authorities } from '#testing/seals'
import { fits, isAccessible, openBrowser, webRoot } from '../../testing/browser.ts'
import { signIn } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const bureau = 'tinghu-market-regulation-bureau'
const number = '320902196307220029'

test('an agency has a seal made; a licence under it is taken home on a phone, believed by a stranger, lent, and void with what was lent once it is revoked', async () => {
  const city = await openCity(systems, '2024-08-26T09:00:00+08:00', await webRoot())
  try {
    await authorities(city)
    const keeper = await city.officer(bureau, ['seal-keeper'], '印守成', 'yin')
    await city.officer('city-data-bureau', ['seal-authority'], '尹审', 'shen')
    const { id: seal } = await keeper.asks('POST', '/api/registers/electronic-seal', {
      ...{ title: '盐城市亭湖区市场监督管理局', holder: bureau, use: 'licence', why: '与实物印章一致' },
      ...{ from: '2024-08-01', until: '2029-07-31' },
    })
    const reviewer = await city.officer('city-data-bureau', ['licence-type-reviewer'], '郑目')
    const issuer = await city.officer(bureau, ['licence-issuer'], '方照')
    const { id: type } = await reviewer.asks('POST', '/api/registers/licence-type', {
      ...{ title: '食品经营许可证', code: '11320900MB10000103002', lead: 'city-market-regulation-bureau' },
      ...{ whom: 'person', months: 60 },
    })
    const { id: place } = await reviewer.asks('POST', '/api/registers/licence-face', {
      type,
      title: '经营场所',
      kind: 'text',
    })
    await city.citizen('su', '苏玉兰', number)
    const base = await city.house.host.listen({ port: 0, host: '127.0.0.1' })

    // The authority approves at a desk; the seal is there at once.
    const shen = await signIn(browser, base, 'shen')
    await shen.goto(`${base}/cases/electronic-seal-run`)
    await shen.getByRole('link', { name: '盐城市亭湖区市场监督管理局' }).first().click()
    await shen.getByRole('button', { name: '批准制章' }).first().click()
    await shen.locator('form').getByRole('button', { name: '批准制章' }).click()
    await shen.getByRole('button', { name: '批准制章' }).first().waitFor({ state: 'detached' })
    await shen.goto(`${base}/lists/electronic-seal/${seal}`)
    await shen.getByRole('img', { name: /印章图样/ }).waitFor()
    await isAccessible(shen, 'a seal')

    const made = await issuer.asks('POST', '/api/registers/licence', {
      ...{ type, holder: '苏玉兰', idNumber: number, issuer: bureau },
      said: [{ asks: place, says: '建军中路 188 号' }],
    })

    // Its holder finds it on her phone, and takes it along.
    const phone = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
    const su = await (await browser.newContext(phone)).newPage()
    await su.goto(`${base}/sign-in?from=${encodeURIComponent('/records')}`)
    await su.getByLabel('账号').fill('su')
    await su.getByLabel('密码').fill('a long password')
    await su.getByRole('button', { name: '登录', exact: true }).click()
    await su.getByRole('link', { name: /食品经营许可证/ }).click()
    await su.getByRole('heading', { name: '盖章文书' }).waitFor()
    await fits(su, 'a licence')
    await isAccessible(su, 'a licence')
    const [file] = await Promise.all([su.waitForEvent('download'), su.getByRole('link', { name: '下载 PDF' }).click()])
    const saved = await file.path()

    // Whoever is shown it believes it, and does not believe it once a byte is changed.
    const stranger = await (await browser.newContext(phone)).newPage()
    await stranger.goto(`${base}/checks`)
    const take = (name: string, buffer: Buffer) =>
      stranger.setInputFiles('input[type=file]', { name, mimeType: 'application/pdf', buffer })
    await take('许可证.pdf', readFileSync(saved))
    await stranger.getByRole('heading', { name: '真实有效' }).waitFor()
    await fits(stranger, 'a check')
    await isAccessible(stranger, 'a check')
    const other = readFileSync(saved)
    other[3000] = (other[3000] as number) ^ 1
    await take('改过的.pdf', other)
    await stranger.getByRole('heading', { name: '不能采信' }).waitFor()
    await stranger.getByText('签名不成立').waitFor()

    // She lends it for one purpose.
    await su.goto(`${base}/start/licence-loan`)
    const next = () => su.getByRole('button', { name: /下一问/ }).click()
    await su.getByRole('radio', { name: '食品经营许可证' }).check()
    await next()
    await su.getByRole('heading', { name: '给哪个单位看' }).waitFor()
    await su.getByRole('searchbox').fill('市医保局')
    await su
      .getByRole('radio', { name: /市医保局/ })
      .first()
      .check()
    await next()
    await su.getByRole('textbox', { name: '用来办什么' }).fill('办理参保')
    await next()
    await su.getByLabel('到哪天为止').fill('2024-09-30')
    await next()
    await su.getByRole('button', { name: '都对，交上去' }).click()
    await su
      .getByRole('link', { name: '看办到哪了' })
      .or(su.getByRole('button', { name: '看办到哪了' }))
      .click()
    await su.getByText('随时可以收回').first().waitFor()
    await fits(su, 'what is lent')
    const reader = await city.officer('city-medical-insurance-bureau', ['licence-loan-reader'], '容政')
    const lent = async () => (await reader.asks('GET', '/api/registers/licence-loan'))['rows'][0]
    assert.equal((await lent()).standing, 'lent')

    // Revoked, it is known to be over by whoever scans it.
    await issuer.does(
      { name: 'licence-run' } as never,
      (await issuer.cases({ name: 'licence-run' } as never))[0]?.['id'] as string,
      'revoke',
      { words: '材料造假' },
    )
    const { rows } = await issuer.asks('GET', `/api/sealed-papers/licence/${made['id']}`)
    await stranger.goto(`${base}/checks/papers/${rows[0].code}`)
    await stranger.getByText('已经失效').waitFor()
    assert.equal((await lent()).standing, 'void')
  } finally {
    await city.house.close()
  }
})
