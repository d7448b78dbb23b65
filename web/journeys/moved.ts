import type { Browser, Page } from 'playwright-core'

/** What a page moves before it is usable, by kind, in bytes as they went over the wire. */
export type Moved = Record<'Script' | 'Stylesheet' | 'Font', number>

/** Counts what a phone with an empty cache is sent for an address, until nothing more comes. */
export async function movedBy(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<void>,
): Promise<Moved> {
  const screen = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' as const }
  const context = await browser.newContext(screen)
  const page = await context.newPage()
  await prepare(page)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const moved: Moved = { Script: 0, Stylesheet: 0, Font: 0 }
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (kind === 'Script' || kind === 'Stylesheet' || kind === 'Font') moved[kind] += encodedDataLength
  })
  await page.goto(address)
  await page.locator('main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  // What is asked for once the page stands counts as well.
  await page.waitForTimeout(2000)
  await page.waitForLoadState('networkidle')
  await context.close()
  return moved
}
