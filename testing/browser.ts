import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildWeb } from '../tools/web.ts'

const root = path.dirname(import.meta.dirname)

/** The built web app, built now when its sources have changed. */
export async function webRoot(): Promise<string> {
  await buildWeb()
  return path.join(root, 'web/dist')
}

/** Debian's Chromium, without a window and without a word to anyone outside. @param env set beside this process's own */
export async function openBrowser(env: Record<string, string> = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Whatever a person with a screen reader would stumble over. */
export async function isAccessible(page: Page, where: string) {
  await page.locator('main > h1 + .hair').waitFor({ state: 'detached' })
  await page.locator('main h1, main h2, section.ln h1').first().waitFor()
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map((sin) => `${where}: ${sin.id} at ${sin.nodes.map((node) => node.target.join(' ')).join(' | ')}`),
    [],
  )
}

/** A page that everybody can use and that is not cut at its width; kept as a picture in the folder `SHOTS`, where one is named. */
export async function fits(page: Page, where: string) {
  await isAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${where} is cut`)
  if (process.env['SHOTS'])
    await page.screenshot({ path: `${process.env['SHOTS']}/${where.replaceAll(' ', '-')}.png`, fullPage: true })
}

/** A folder for what a journey uploads. */
export function scratch(): { folder: string; leave: () => void } {
  const folder = mkdtempSync('/var/tmp/yancheng-journey-')
  return { folder, leave: () => rmSync(folder, { recursive: true, force: true }) }
}
