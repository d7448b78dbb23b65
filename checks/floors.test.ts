import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.dirname(import.meta.dirname)
const folders = ['kernel', 'engines', 'platform', 'commons', 'systems', 'city', 'server', 'testing', 'bench', 'web/src']

interface Cruise {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] }
}

function cruise(home: string, places: string[]): Cruise {
  const found = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/.bin/depcruise'),
      '--config',
      'checks/floors.cjs',
      '--output-type',
      'json',
      ...places,
    ],
    {
      cwd: home,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  assert.ok(found.stdout, found.stderr)
  return JSON.parse(found.stdout) as Cruise
}

test('every line of the house looks down', () => {
  const { summary } = cruise(root, folders)
  assert.ok(summary.totalCruised > 100, `only ${summary.totalCruised} modules were read`)
  assert.deepEqual(
    summary.violations.map((sin) => `${sin.rule.name}: ${sin.from} → ${sin.to}`),
    [],
  )
})

test('planted sins are caught: up, sideways, past a face, an engine that is not listed, a circle of types, system to system in one chapter and across chapters', () => {
  const home = mkdtempSync(path.join(root, '.data-floors-'))
  try {
    for (const file of ['package.json', 'tsconfig.json', 'checks/floors.cjs', 'engines/index.ts']) {
      mkdirSync(path.dirname(path.join(home, file)), { recursive: true })
      cpSync(path.join(root, file), path.join(home, file))
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'))
    const plant = (file: string, imports: string) => {
      mkdirSync(path.dirname(path.join(home, file)), { recursive: true })
      writeFileSync(path.join(home, file), `${imports}\nexport const planted = 1\n`)
    }
    plant('engines/register/index.ts', '')
    plant('engines/register/rules/a.ts', '')
    plant('engines/case/run.ts', '')
    plant('platform/index.ts', '')
    plant('systems/assurance/one/system.ts', '')
    plant('systems/data/other/system.ts', '')
    plant('kernel/field/up.ts', `import '../../engines/register/index.ts'`)
    plant('engines/register/up.ts', `import '../case/run.ts'`)
    plant('engines/notice/sideways.ts', `import '../document/index.ts'`)
    plant('engines/document/index.ts', '')
    plant('engines/case/past.ts', `import '../register/rules/a.ts'`)
    plant('engines/unlisted/up.ts', `import '../../kernel/field/up.ts'`)
    plant('engines/register/round.ts', `import type { planted } from './trip.ts'`)
    plant('engines/register/trip.ts', `import type { planted } from './round.ts'`)
    plant('systems/assurance/two/near.ts', `import '../one/system.ts'`)
    plant('systems/assurance/two/far.ts', `import '../../data/other/system.ts'`)
    plant('systems/assurance/two/below.ts', `import '../../../engines/case/run.ts'`)
    plant('web/src/value.ts', `import { planted } from '../../platform/index.ts'\nconsole.log(planted)`)
    const { summary } = cruise(home, ['kernel', 'engines', 'platform', 'systems', 'web/src'])
    const caught = new Set(summary.violations.map((sin) => sin.from))
    const planted = [
      'kernel/field/up.ts',
      'engines/register/up.ts',
      'engines/notice/sideways.ts',
      'engines/case/past.ts',
      'engines/unlisted/up.ts',
      'engines/register/round.ts',
      'systems/assurance/two/near.ts',
      'systems/assurance/two/far.ts',
      'systems/assurance/two/below.ts',
      'web/src/value.ts',
    ]
    assert.deepEqual(
      planted.filter((file) => !caught.has(file)),
      [],
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
