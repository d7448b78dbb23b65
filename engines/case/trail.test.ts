import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity, type City, type Person } from '#testing'
import { importPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { countySupervision, planAdoption, taskSupervision } from '../../systems/assurance/plan-supervision/cases.ts'

const report = (percent: number) => ({ month: '2024-08', percent, words: `${percent}%`, evidence: [] })

/** A city whose plan is confirmed: the bureau and an agency that leads some of its rows. */
async function confirmed(story: (city: City, bureau: Person, lead: Person) => Promise<void>, at?: string) {
  const city = await openCity(systems, at)
  try {
    const bureau = await city.officer('city-data-bureau', ['plan-supervisor', 'task-officer'])
    const lead = await city.officer('city-industry-bureau', ['task-officer'])
    await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
    const [adoption] = await bureau.cases(planAdoption)
    await bureau.does(planAdoption, adoption?.id, 'confirm')
    await story(city, bureau, lead)
  } finally {
    await city.house.close()
  }
}

test('what the cases below keep on a case outlives an act that is taken back', () =>
  confirmed(async (city, _bureau, lead) => {
    const [task] = await lead.cases(taskSupervision)
    await lead.does(taskSupervision, task?.id, 'accept')
    const { version } = await lead.does(taskSupervision, task?.id, 'report', report(30))
    const dongtai = await city.officer('dongtai-government', ['county-officer'])
    const [part] = await dongtai.cases(countySupervision, `&parent=${task?.id}`)
    await dongtai.does(countySupervision, part?.id, 'report', report(88))
    const { facts } = await lead.asks('POST', `/api/cases/task-supervision/${task?.id}/undo`, { version })
    assert.deepEqual([facts.countyPercent, facts.percent ?? null], [8, null])
  }))

test('the clock that looked before a case was opened and came after acts after it in the trail', () =>
  confirmed(async (city, bureau) => {
    const before = new Date(city.clock.now().getTime() - 1000)
    await city.house.sweep(before)
    const late = await bureau.cases(taskSupervision, '&state=pressed')
    assert.ok(late.length > 0, 'rows of the plan are past their day')
    for (const { id } of late) {
      const { trail } = await bureau.reads(taskSupervision, id)
      const inTime = trail.toSorted((a: { at: string }, b: { at: string }) => a.at.localeCompare(b.at))
      assert.deepEqual(
        inTime.map((step: { action: string }) => step.action),
        ['open', 'overdue'],
      )
    }
  }, '2024-12-20T09:00:00+08:00'))
