import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Fault } from '#kernel/fault'
import { header, inline, packageOf, worksheet } from '../../testing/workbook.ts'
import { readSheet, writeSheet } from './index.ts'
import type { SheetColumn } from './index.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sheet-'))
})
after(() => rm(folder, { recursive: true }))

const one: SheetColumn = { key: 'a', title: '甲', kind: 'text' }
const keep = async (content: Uint8Array) => {
  const file = path.join(folder, 'made.xlsx')
  await writeFile(file, content)
  return file
}
const refuses = async (content: Uint8Array, code: string, word = '清单.xlsx') =>
  assert.rejects(readSheet(await keep(content), '清单.xlsx', [one]), (error: unknown) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code)
    assert.ok(error.message.includes(word), error.message)
    return true
  })

test('more rows than a sheet of Excel has are refused', async () => {
  const full = { title: '多', says: Array<string>(1_048_574).fill('行'), columns: [one] }
  const written = writeSheet({ ...full, rows: [{ cells: {} }, { cells: {} }] })
  await assert.rejects(written.toArray(), (error: unknown) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, 'sheet/does-not-fit')
    assert.match(error.message, /1,048,576 行/)
    return true
  })
})

test('a hundred thousand rows of fifteen columns do not grow the process by a hundred megabytes', () => {
  const program = `
    import { writeSheet } from ${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))}
    const columns = Array.from({ length: 15 }, (_, i) => ({ key: 'k' + i, title: '列' + i, kind: i % 3 ? 'text' : 'integer' }))
    const row = (n) => ({ cells: Object.fromEntries(columns.map(({ key }, i) => [key, i % 3 ? '盐城任务 ' + n + ' ' + i : n * i])) })
    const rows = function* () { for (let n = 0; n < 100_000; n += 1) yield row(n) }
    const before = process.memoryUsage().rss
    let most = before
    for await (const _ of writeSheet({ title: '大', columns, rows: rows() })) most = Math.max(most, process.memoryUsage().rss)
    console.log((most - before) / 1024 / 1024)`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  const grown = Number(stdout.trim() || Number.NaN)
  assert.ok(grown > 0 && grown < 100, `${grown} MB ${stderr}`)
})

test('a bomb of any shape is dropped in little memory', async () => {
  const before = process.memoryUsage().rss
  const megabytes = (count: number, of = ' ') => of.repeat((count * 1024 * 1024) / of.length)
  await refuses(packageOf(worksheet(''), { 'xl/sharedStrings.xml': megabytes(65) }), 'sheet/too-large-inside', '64 MB')
  await refuses(
    packageOf(worksheet(`${header('甲')}<row>${inline('A2', megabytes(20))}</row>`)),
    'sheet/too-large-inside',
  )
  await refuses(packageOf(`<worksheet a="${megabytes(20)}"/>`), 'sheet/too-large-inside')
  await refuses(packageOf(megabytes(20, '<a>')), 'sheet/broken')
  const lies = packageOf(worksheet(`${header('甲')}${megabytes(20, '<row></row>')}`))
  const at = Buffer.from(lies).lastIndexOf('xl/worksheets/sheet1.xml') - 46
  new DataView(lies.buffer, lies.byteOffset).setUint32(at + 24, 1000, true)
  await refuses(lies, 'sheet/broken')
  const same = '<row><c t="s"><v>0</v></c></row>'.repeat(2100)
  await refuses(
    packageOf(worksheet(header('甲') + same), {
      'xl/sharedStrings.xml': `<sst><si><t>${'字'.repeat(32_767)}</t></si></sst>`,
    }),
    'sheet/too-large-inside',
  )
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`x${i}`, '']))
  await refuses(packageOf(worksheet(header('甲')), many), 'sheet/broken')
  assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024)
})

test('a million empty rows, formatted or not, cost seconds and little memory', { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="1"/></row>`).join('')
  const file = await keep(packageOf(worksheet(`${header('甲')}<row r="2">${inline('A2', '一')}</row>${rows}`)))
  const before = process.memoryUsage().rss
  assert.equal((await readSheet(file, '空.xlsx', [one])).rows.length, 1)
  assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024)
})
