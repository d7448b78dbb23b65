import assert from 'node:assert/strict'
import { adoption, edition, practice } from '#commons/capability'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { adopting, consenting, looking } from './cases.ts'
import { reusedElsewhere } from './indicators.ts'
import { innovator, promoter } from './roles.ts'
import system from './system.ts'

const others = systems.filter(({ name }) => ['planning-research', 'plan-supervision', 'assessment'].includes(name))
const rows = (of: { name: string }) => `/api/registers/${of.name}`
const plans = { name: 'multi-year-plan' }
const milestones = { name: 'multi-year-milestone' }
const runs = { name: 'multi-year-plan-run' }
const kits = '/api/reuses/practice/kits'

/** The rows of a register that a county leads. */
const led = async (who: Person, of: { name: string }, county: string) =>
  (await who.asks('GET', `${rows(of)}?limit=100&filter.lead=${county}-government`)).rows

/** Dongtai's plan of three years, which it runs, packed and published; two counties beside. */
async function published(city: City) {
  const of = (county: string) => city.officer(`${county}-government`, [innovator.name, 'county-planner'], county)
  const desk = await city.officer('city-data-bureau', [promoter.name], '创新推广')
  const [dongtai, sheyang, jianhu] = [await of('dongtai'), await of('sheyang'), await of('jianhu')]
  const plan = await dongtai.asks('POST', rows(plans), {
    ...{ title: '镇村数字化三年行动', fromYear: 2024, toYear: 2026, words: '一年一批镇村。' },
    lead: 'dongtai-government',
  })
  for (const year of [2024, 2025, 2026])
    await dongtai.asks('POST', rows(milestones), {
      ...{ plan: plan.id, number: year - 2023, year, title: `${year}年一批镇村上线`, content: '按批上线。' },
      ...{ lead: 'dongtai-government', startsOn: `${year}-09-10`, dueOn: `${year}-12-20` },
    })
  const kit = await dongtai.asks('POST', kits, { register: plans.name, id: plan.id })
  const made = await dongtai.asks('POST', rows(practice), { title: '镇村分批上线', solves: '一步到位办不到。' })
  const puts = async (title: string, more: object = {}) => {
    const one = await dongtai.asks('POST', rows(edition), {
      ...{ practice: made.id, title, says: '一年一批。', kit: kit.id, ...more },
    })
    const [found] = (await desk.cases(looking)).filter(({ subject }) => subject === one.id)
    return { id: one.id as string, run: found?.id as string }
  }
  const first = await puts('镇村分批上线 1.0')
  return { desk, dongtai, sheyang, jianhu, plan, kit, made, puts, first }
}

/** Asks for an edition, and its publisher agrees. */
async function agreed(who: Person, publisher: Person, id: string) {
  const asked = await who.asks('POST', rows(adoption), { edition: id, reason: '我们也要分批。' })
  const consent = (await publisher.cases(consenting)).find(({ subject }) => subject === asked.id)
  await publisher.does(consenting, consent?.id, 'agree')
  const run = (await who.cases(adopting)).find(({ subject }) => subject === asked.id)
  return { id: asked.id as string, run: run?.id as string }
}

/** What the city's assessment gives counties for the use that others make of what they published: two uses are all there is to have. */
async function scored(city: City, counties: string[]): Promise<Record<string, string>> {
  const desk = await city.officer('city-data-bureau', ['assessor'], '考评')
  const of = (part: string) => ({ name: `digital-assessment-${part}` })
  const { id } = await desk.asks('POST', rows(of('scheme')), {
    ...{ title: '创新推广考评', year: 2024, reportsUntil: '2024-09-02', freezesOn: '2024-09-03T18:00:00+08:00' },
  })
  await desk.asks('POST', rows(of('leaf')), {
    ...{ scheme: id, code: '1', branch: '创新', title: '做法被采用', weight: 100, target: 2 },
    ...{ source: 'live', indicator: reusedElsewhere.name },
  })
  for (const one of counties)
    await desk.asks('POST', rows(of('object')), { scheme: id, assessed: `${one}-government`, group: 'county' })
  const [run] = (await desk.asks('GET', '/api/cases/assessment')).rows
  await desk.asks('POST', `/api/cases/assessment/${run.id}/begin`, { version: run.version, form: {} })
  await city.waits({ until: '2024-09-05' })
  const { groups } = await desk.asks('GET', `/api/assessments/digital-assessment/${id}`)
  const found = groups.flatMap((group: { rows: { name: string; total: string }[] }) => group.rows)
  return Object.fromEntries(found.map(({ name, total }: { name: string; total: string }) => [name, total]))
}

scenario(
  'a county’s practice is published, asked for and adopted by two counties that run on the version, and their use is counted where the platform saw it',
  system,
  async (city) => {
    const { desk, dongtai, sheyang, jianhu, made, puts, first } = await published(city)
    await city.refuses(
      sheyang.asks('POST', rows(adoption), { edition: first.id, reason: '急。' }),
      'register/wrong-fields',
    )
    await desk.does(looking, first.run, 'publish')
    await city.refuses(
      dongtai.asks('POST', rows(adoption), { edition: first.id, reason: '自己用。' }),
      'reuse/not-adopted',
    )
    const [one, two] = [await agreed(sheyang, dongtai, first.id), await agreed(jianhu, dongtai, first.id)]
    await city.refuses(
      sheyang.asks('POST', rows(adoption), { edition: first.id, reason: '再来一次。' }),
      'register/duplicate',
    )
    assert.deepEqual(await led(sheyang, plans, 'sheyang'), [], 'nothing travels before it is adopted')
    await sheyang.does(adopting, one.run, 'adopt')
    await jianhu.does(adopting, two.run, 'adopt')
    const [own, ...more] = await led(sheyang, plans, 'sheyang')
    assert.deepEqual(more, [])
    assert.deepEqual([own.title, own.lead, own.standing], ['镇村数字化三年行动', 'sheyang-government', 'draft'])
    assert.deepEqual(
      (await led(sheyang, milestones, 'sheyang')).map((one: Record<string, unknown>) => [one['number'], one['dueOn']]),
      [2024, 2025, 2026].map((year) => [year - 2023, `${year}-12-20`]),
    )
    const links = (await sheyang.asks('GET', `/api/reuses/practice/links/${adoption.name}/${one.id}`)).made
    assert.deepEqual(links.map(({ title, count }: { title: string; count: number }) => [title, count]).toSorted(), [
      ['多年规划', 1],
      ['年度里程碑', 3],
    ])

    const users = async () => (await dongtai.asks('GET', `${rows(practice)}/${made.id}`)).users
    const state = async (who: Person, run: string) => (await who.reads(adopting, run)).state
    assert.deepEqual([await users(), await state(sheyang, one.run)], [0, 'adopted'], 'who adopted does not use it yet')
    await city.waits({ until: '2024-08-29' })
    const starts = async (who: Person) => who.does(runs as never, (await who.cases(runs as never))[0]?.id, 'adopt')
    await starts(sheyang)
    await starts(jianhu)
    assert.deepEqual([await users(), await state(sheyang, one.run)], [2, 'used'])
    const used = async (id: string) => (await sheyang.asks('GET', `${rows(adoption)}/${id}`)).usedDays
    assert.equal(await used(one.id), 1, 'a day is a day, however much was done on it')
    assert.deepEqual(await scored(city, ['dongtai', 'sheyang']), { 东台市: '100.00', 射阳县: '0.00' })
    await city.waits({ until: '2024-09-12' })
    assert.equal(await used(one.id), 2, 'a milestone that became this year’s task is a use')

    const second = await puts('镇村分批上线 2.0')
    await desk.does(looking, second.run, 'publish')
    assert.deepEqual([await state(sheyang, one.run), await state(jianhu, two.run)], ['newer', 'newer'])
    await jianhu.does(adopting, two.run, 'keep', { words: '年底再换。' })
    const next = await agreed(sheyang, dongtai, second.id)
    await sheyang.does(adopting, next.run, 'adopt')
    assert.deepEqual([await state(sheyang, one.run), await state(jianhu, two.run)], ['replaced', 'used'])
    assert.equal(await users(), 1)

    const whole = await dongtai.asks('GET', '/api/indicators/practices-in-use-elsewhere')
    assert.equal(whole.number, 1)
    await dongtai.does(looking, second.run, 'retire', { words: '不再维护。' })
    assert.equal(await state(jianhu, two.run), 'alone')
    assert.equal((await dongtai.asks('GET', `${rows(practice)}/${made.id}`)).standing, 'retired')
  },
  others,
)

scenario(
  'a kit from outside is looked at row by row; what does not fit makes nothing, what fits is the county’s own',
  system,
  async (city) => {
    const { dongtai, sheyang, kit, first } = await published(city)
    const text = (await dongtai.raw('GET', `${kits}/${kit.id}/kit.json`)).body
    const said = JSON.parse(text)
    const brings = (changed: object) =>
      sheyang.asks('POST', `${kits}/brought`, { text: JSON.stringify({ ...said, ...changed }) })
    const [plan, milestone] = said.rows
    for (const wrong of [
      { format: 'yancheng-kit/2' },
      { kit: 'anything' },
      { rows: [] },
      { rows: [milestone] },
      { rows: [plan, { ...milestone, under: 1 }] },
      { rows: [plan, { ...milestone, register: 'household' }] },
      { rows: [{ ...plan, values: { ...plan.values, lead: 'dongtai-government' } }] },
      { rows: [{ ...plan, values: { ...plan.values, standing: 'adopted' } }] },
      { rows: [{ ...plan, values: { ...plan.values, fromYear: '二〇二四' } }] },
      { more: true },
    ])
      await city.refuses(brings(wrong), 'reuse/kit-wrong')
    await city.refuses(sheyang.asks('POST', `${kits}/brought`, { text: '{' }), 'reuse/kit-wrong')
    const outside = await brings({ title: '外地的做法' })
    const double = await brings({ rows: [plan, milestone, milestone] })
    await city.refuses(sheyang.asks('POST', `${kits}/${double.id}/rows`), 'reuse/kit-wrong')
    assert.deepEqual(await led(sheyang, plans, 'sheyang'), [], 'all of a kit or nothing')
    const came = await sheyang.asks('POST', `${kits}/${outside.id}/rows`)
    assert.equal(came.rows, 4)
    const again = await sheyang.asks('POST', kits, {
      register: plans.name,
      id: (await led(sheyang, plans, 'sheyang'))[0].id,
    })
    const digest = async (who: Person, id: string) =>
      (await who.asks('GET', `/api/registers/practice-kit/${id}`)).digest
    assert.equal(await digest(sheyang, again.id), await digest(dongtai, kit.id), 'packed again, it is the same kit')

    await city.refuses(
      sheyang.asks('POST', kits, { register: plans.name, id: (await led(sheyang, plans, 'dongtai'))[0].id }),
      'reuse/not-packed',
    )
    const bystander = await city.officer('jianhu-government', [innovator.name], '建湖')
    await city.refuses(bystander.asks('POST', `${kits}/${outside.id}/rows`), 'identity/not-granted')
    const desk = await city.officer('city-data-bureau', [promoter.name], '审核')
    await dongtai.asks('PATCH', `${rows(edition)}/${first.id}`, { kit: outside.id }, { 'if-match': '1' })
    await city.refuses(desk.does(looking, first.run, 'publish'), 'reuse/not-published')
  },
  others,
)
