import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

const main = path.join(import.meta.dirname, 'main.ts')

/** Starts the server where it should refuse to. @returns the sentence it leaves */
function refusalOf(settings: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'yancheng-roles-'))
  try {
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, ...(settings['ROLE'] && { DATA_DIR: folder }), ...settings }
    const { status, stderr, stdout } = spawnSync(process.execPath, [main], { env, encoding: 'utf8', timeout: 30_000 })
    assert.equal(status, 1, stdout + stderr)
    assert.equal(stdout, '')
    return stderr
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const nobody = 'postgresql://owner@127.0.0.1:1/city'

test('a role that is none is refused by name', () =>
  assert.match(refusalOf({ ROLE: 'boss' }), /^ROLE=boss 不是这个程序的角色：请用 all、web、worker 或 witness。\n$/))

test('what an engine heeds is read before anything is opened, and refused where it cannot be', () => {
  assert.match(refusalOf({ DATABASE_URL: nobody, LEDGER_ANCHOR: 'ftp://elsewhere' }), /^LEDGER_ANCHOR=ftp:/)
  assert.match(refusalOf({ DATABASE_URL: nobody, MASTER_KEY: 'short' }), /^MASTER_KEY 太短/)
})

for (const ROLE of ['web', 'worker'])
  test(`${ROLE} alone is refused without a database and a folder that others share`, () => {
    const shares = new RegExp(`^ROLE=${ROLE} 要与其他进程共用一个数据库和一个数据文件夹：.*DATABASE_URL 和 DATA_DIR`)
    assert.match(refusalOf({ ROLE }), shares)
    assert.match(refusalOf({ ROLE, DATABASE_URL: nobody, DATA_DIR: '' }), shares)
    const unready = new RegExp(`^演示城市还没有布置：请先不带 ROLE 启动一次，再以 ROLE=${ROLE} 启动。\n$`)
    assert.match(refusalOf({ ROLE, DATABASE_URL: nobody, DEMO: '1' }), unready)
  })
