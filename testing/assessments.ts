import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Person } from './index.ts'

const script = path.join(import.meta.dirname, '../engines/assessment/recompute.py')

/** Takes the published files of an assessment as somebody outside does, and holds every total, rank and grade against another language's. */
export async function recomputed(who: Person, assessment: { name: string }, id: string) {
  const files = ['scheme.json', 'inputs.csv', 'scores.csv']
  const texts = await Promise.all(
    files.map(async (file) => (await who.raw('GET', `/api/assessments/${assessment.name}/${id}/${file}`)).body),
  )
  const folder = mkdtempSync(path.join(tmpdir(), 'published-'))
  try {
    const paths = files.map((file, i) => {
      writeFileSync(path.join(folder, file), texts[i] as string)
      return path.join(folder, file)
    })
    const found = execFileSync('python3', [script, ...paths.slice(0, 2)], { encoding: 'utf8' })
    const lines = (text: string | undefined) => (text ?? '').trim().split(/\r?\n/).slice(1)
    const theirs = lines(found).map((line) => line.split(','))
    const ours = lines(texts[2]).map((line) => line.split(','))
    assert.ok(ours.length > 0)
    assert.deepEqual(
      theirs.map(([agency, , total, rank, grade]) => [agency, total, rank, grade]),
      ours.map(([agency, , , total, rank, grade]) => [agency, total, rank, grade]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
