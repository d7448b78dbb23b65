import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { planFile } from '#city'
import { planItem, planTask } from '#commons/plan'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { milestoneYear, multiYearRun, research, study } from './cases.ts'
import { milestone, multiYearPlan, proposal, topic } from './registers.ts'
import { planner } from './roles.ts'
import system from './system.ts'

const supervision = systems.filter(({ name }) => name === 'plan-supervision')
const importPlan = supervision[0]?.parts.find(({ name }) => name === 'import-plan') as never
const registers = (of: { name: string }) => `/api/registers/${of.name}`
const at = (number: number, year: number, more: object = {}) => ({
  ...{ number, year, title: `第${year}年的事`, content: '按规划推进。', lead: 'city-industry-bureau' },
  ...{ startsOn: `${year}-01-01`, dueOn: `${year}-11-30`, ...more },
})

/** A three-year plan from 2024, a milestone a year; this year's begins on 10 September. */
async function planned(city: City) {
  const desk = await city.officer('city-development-reform-commission', [planner.name], '规划处')
  const { id } = await desk.asks('POST', registers(multiYearPlan), {
    ...{ title: '数字盐城三年行动计划（2024—2026）', fromYear: 2024, toYear: 2026, words: '三年打基础。' },
    lead: 'city-development-reform-commission',
  })
  for (const one of [at(1, 2024, { startsOn: '2024-09-10' }), at(2, 2025), at(3, 2026)])
    await desk.asks('POST', registers(milestone), { plan: id, ...one })
  const [run] = await desk.cases(multiYearRun)
  await desk.does(multiYearRun, run?.id, 'adopt')
  return { desk, run: run?.id as string }
}

scenario(
  'a second-year milestone becomes this year’s task by itself, once, and is met when the task is; one that waits is moved, but to no year that has passed',
  system,
  async (city) => {
    const { desk, run } = await planned(city)
    const supervisor = await city.officer('city-data-bureau', ['plan-supervisor'], '督办')
    const officer = await city.officer('city-industry-bureau', ['task-officer'], '工信')
    const tasks = async () =>
      (await supervisor.lists(planTask)).map(({ title, lineage, dueOn }) => [title, lineage, dueOn] as const)
    assert.deepEqual(await tasks(), [])
    const of = async (number: number) =>
      (await desk.cases(milestoneYear)).find(({ record }) => record.number === number)
    const third = (await of(3))?.id
    const moved = (year: number, more: object = {}) =>
      desk.does(milestoneYear, third, 'move', {
        ...{ year, startsOn: `${year}-03-01`, dueOn: `${year}-10-31`, words: '提前实施。', ...more },
      })
    await city.refuses(moved(2023), 'case/not-now')
    await city.refuses(moved(2025, { dueOn: '2026-01-31' }), 'case/not-now')
    await city.refuses(moved(2024), 'case/not-now')
    assert.equal((await of(3))?.record.year, 2026, 'nothing is lost where a move is refused')
    await moved(2025)

    await city.waits({ until: '2024-09-12' })
    assert.equal((await tasks()).length, 1)
    await city.waits({ until: '2025-01-03' })
    const made = await tasks()
    assert.equal(made.length, 2, 'once, and none that still waits')
    assert.deepEqual(
      made.find(([title]) => title.includes('2025')),
      ['第2025年的事', '多年规划 2025 年度第2号里程碑“第2025年的事”', '2025-11-30'],
    )
    const open = (await officer.asks('GET', '/api/cases/task-supervision?limit=100')).rows
    const task = open.find(({ title }: { title: string }) => title.includes('第2025年的事'))
    assert.ok(task, 'its agency finds it among its own')
    await city.refuses(
      desk.does(milestoneYear, (await of(2))?.id, 'move', {
        ...{ year: 2026, startsOn: '2026-03-01', dueOn: '2026-10-31', words: '推后。' },
      }),
      'case/out-of-order',
    )
    const takes = async (who: Person, action: string, form: object = {}) => {
      const { version } = await who.asks('GET', `/api/cases/task-supervision/${task.id}`)
      await who.asks('POST', `/api/cases/task-supervision/${task.id}/${action}`, { version, form })
    }
    await takes(officer, 'accept')
    await takes(supervisor, 'complete', { words: '属实。' })
    assert.equal((await of(2))?.state, 'met')
    await city.waits({ until: '2025-03-03' })
    assert.equal((await tasks()).length, 3)
    assert.equal((await desk.reads(multiYearRun, run)).state, 'adopted', 'two milestones are still open')
  },
  supervision,
)

scenario('a plan that is withdrawn makes no task any more', system, async (city) => {
  const { desk, run } = await planned(city)
  await desk.does(multiYearRun, run, 'withdraw', { words: '并入新规划。' })
  assert.deepEqual([...new Set((await desk.cases(milestoneYear)).map(({ state }) => state))], ['dropped'])
  await city.waits({ until: '2025-01-10' })
  assert.ok((await desk.cases(milestoneYear)).every(({ state }) => state === 'dropped'))
})

scenario(
  'a topic is called for; a researcher hands in a proposal as themselves, is chosen, checked midway and accepted; the conclusion comes into an item of a plan',
  system,
  async (city) => {
    const desk = await city.officer('city-development-reform-commission', [planner.name], '规划处')
    const scholar = await city.citizen('scholar', '沈知远', '320902196001100104')
    const other = await city.citizen('other', '顾闻道', '320902196102110213')
    const { id } = await desk.asks('POST', registers(topic), {
      ...{ title: '县域数据要素', question: '县里的数据怎样用起来？', budget: 20_000_000, callUntil: '2024-09-20' },
    })
    const hands = (who: typeof scholar, price: number) =>
      who.asks('POST', registers(proposal), { topic: id, researcher: '沈知远团队', approach: '三县调研。', price })
    await hands(scholar, 18_000_000)
    await hands(other, 15_000_000)
    await city.refuses(other.asks('POST', registers(topic), { title: '自问自答' }), 'identity/not-granted')
    const mine = async () => (await scholar.cases(study))[0]
    assert.equal((await scholar.cases(study)).length, 1, 'nobody sees another’s')
    const run = (await desk.cases(research))[0]?.id
    await city.refuses(desk.does(research, run, 'commission'), 'case/out-of-order')
    await city.waits({ until: '2024-09-23' })
    const [first, second] = (await desk.cases(study)).toSorted((a, b) => (a.record.price > b.record.price ? -1 : 1))
    const terms = { price: 16_000_000, checkOn: '2024-11-20', until: '2025-02-28' }
    await city.refuses(desk.does(study, first?.id, 'choose', { ...terms, checkOn: '2025-03-01' }), 'case/not-now')
    await desk.does(study, first?.id, 'choose', terms)
    await desk.does(study, second?.id, 'decline', { words: '调研范围不够。' })
    await desk.does(research, run, 'commission')
    await city.refuses(hands(other, 1), 'register/wrong-fields')

    await city.waits({ until: '2024-11-21' })
    assert.equal((await mine())?.state, 'checked')
    const evidence = async (name: string) => ({ words: '见报告。', evidence: [await scholar.brings(name, '报告正文')] })
    await city.refuses(other.does(study, first?.id, 'tell', await evidence('假.txt')), 'case/not-found')
    await scholar.does(study, first?.id, 'tell', await evidence('中期.txt'))
    await scholar.does(study, first?.id, 'deliver', await evidence('报告.txt'))
    await desk.does(study, first?.id, 'accept', { words: '同意。' })
    await desk.does(research, run, 'conclude', {
      outcome: '先建县级数据目录。',
      report: [await desk.brings('报告.txt', '报告正文')],
    })
    const [item] = await withPlan(city)
    await desk.does(research, run, 'adopt', { adoptedIn: item, words: '写入“数据要素”一条。' })
    assert.equal((await desk.reads(research, run)).state, 'adopted')
    assert.equal((await desk.lists(topic))[0]?.adoptedIn, item)
  },
  supervision,
)

/** The items of this year's plan, once it is imported. */
async function withPlan(city: City): Promise<string[]> {
  const supervisor = await city.officer('city-data-bureau', ['plan-supervisor'], '督办')
  await supervisor.imports(importPlan, '2024年数字盐城工作要点.txt', readFileSync(planFile))
  return (await supervisor.lists(planItem)).map(({ id }) => id as string)
}
