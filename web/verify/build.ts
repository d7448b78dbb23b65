import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Rolldown } from 'vite'
import { withoutNode } from './without-node.ts'
import { builtPage, notServed } from './words.ts'

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Builds the verify page as one file, which asks nothing of anyone: script and style inside, and a policy that names
 * their hashes and allows nothing else.
 */
export async function buildVerifyPage(dist: string): Promise<void> {
  const root = import.meta.dirname
  const { build } = await import('vite')
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [withoutNode],
    build: {
      write: false,
      modulePreload: false,
      target: 'es2022',
      cssCodeSplit: false,
      rolldownOptions: {
        input: path.join(root, 'main.ts'),
        output: { format: 'iife' },
        // One script has no modules to load ahead; what would do so asks for this and finds nothing.
        transform: { define: { 'import.meta': '{}' } },
      },
    },
  })) as Rolldown.RolldownOutput
  const script = built.output.find((one) => one.type === 'chunk')?.code.trim() ?? ''
  const sheet = built.output.find((one) => one.type === 'asset' && one.fileName.endsWith('.css'))
  const style = sheet?.type === 'asset' ? String(sheet.source).trim() : ''
  if (!script || !style) throw new Error('查验页没有构建出脚本或样式。')
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('查验页的脚本或样式里有结束标签。')
  const rules = [
    `default-src 'none'`,
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'img-src data: blob:',
    'media-src blob: mediastream:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ]
  const parts: Record<string, string> = { embedded: notServed, csp: rules.join('; '), style, script }
  const page = readFileSync(path.join(root, 'page.html'), 'utf8').replace(
    /\s*%(csp|style|script|embedded)%\s*/g,
    (_, name: string) => parts[name] as string,
  )
  writeFileSync(path.join(dist, builtPage), page)
}
