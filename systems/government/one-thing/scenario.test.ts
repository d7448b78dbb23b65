import assert from 'node:assert/strict'
import { application } from '#commons/service-application'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City } from '#testing'
import { packageRun } from './cases.ts'
import { packagesOffered } from './indicators.ts'
import { packageApplication } from './registers.ts'
import oneThing from './system.ts'

const beside = systems.filter(({ name }) => name === 'unified-acceptance')

const item = (title: string, lead: string, level = 'county') => ({
  ...{
    title,
    lead: `city-${lead}`,
    level,
    sort: '07',
    whom: ['person'],
    theme: 'birth',
    words: '生孩子',
    fee: '不收费',
  },
  ...{
    conditions: '新生儿的父母。',
    promisedDays: 5,
    legalDays: 10,
    basis: '《中华人民共和国母婴保健法》',
    result: '证明',
  },
})
const need = (title: string, source = 'applicant') => ({ title, source, kind: 'files', needed: true })

/** 新生儿出生: the certificate first, then the household register, the insurance and the card, each with the agency that decides on it. */
async function offered(city: City, onRefusal: 'goOn' | 'stop' = 'goOn') {
  const library = await city.officer('city-data-bureau', ['service-library-keeper', 'service-package-keeper'], '施向')
  const made = async (of: object, needs: object[]) => {
    const { id } = await library.asks('POST', '/api/registers/service-item', of)
    for (const one of needs) await library.asks('POST', '/api/registers/service-item-need', { ...one, item: id })
    return id as string
  }
  const certificate = await made(item('出生医学证明签发', 'health-commission'), [
    need('分娩记录'),
    need('父母身份证', 'licence'),
  ])
  const household = await made(item('出生登记（申报户口）', 'public-security-bureau'), [need('落户意愿书')])
  const insurance = await made(item('城乡居民基本医疗保险参保登记（新生儿）', 'medical-insurance-bureau', 'city'), [
    need('落户意愿书'),
  ])
  const of = { title: '新生儿出生', lead: 'city-health-commission', whom: 'person', theme: 'birth', words: '生孩子' }
  const { id } = await library.asks('POST', '/api/registers/service-package', {
    ...of,
    ...{ conditions: '新生儿的父母。', promisedDays: 5, saves: '材料 4→2，跑动 3→0 次', onRefusal },
  })
  const add = (register: string, one: object) =>
    library.asks('POST', `/api/registers/${register}`, { ...one, package: id })
  await add('service-package-item', { item: certificate, stage: 'first' })
  await add('service-package-item', { item: household, stage: 'next' })
  await add('service-package-item', { item: insurance, stage: 'next' })
  const needs = {
    birth: (await add('service-package-need', need('分娩记录'))).id,
    home: (await add('service-package-need', need('落户意愿书'))).id,
  }
  return { library, id: id as string, needs }
}

/** Everybody who takes part, and the application that a mother has handed in. */
async function applied(city: City, onRefusal?: 'goOn' | 'stop') {
  const { library, id, needs } = await offered(city, onRefusal)
  const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
  const health = await city.officer('tinghu-health-commission', ['service-decider'], '卫宁')
  const police = await city.officer('tinghu-public-security-bureau', ['service-decider'], '安岗')
  const insurance = await city.officer('city-medical-insurance-bureau', ['service-decider'], '易保')
  const lead = await city.officer('city-health-commission', ['service-package-lead'], '牵线')
  const mother = await city.citizen('suyulan', '苏玉兰', '320902196307220029')
  const files = {
    birth: await mother.brings('分娩记录.txt', '六斤二两'),
    home: await mother.brings('意愿书.txt', '随母'),
  }
  const made = await mother.asks('POST', '/api/registers/service-package-application', {
    ...{
      package: id,
      livesAt: '320902001',
      applicant: '苏玉兰',
      idNumber: '320902196307220029',
      mobile: '13805110002',
    },
    said: [
      { asks: needs.birth, says: [files.birth] },
      { asks: needs.home, says: [files.home] },
    ],
  })
  const [run] = await mother.cases(packageRun)
  const grant = async (by: typeof health, title: string) => {
    const [one] = (await by.cases(handling)).filter((row) => row['title'] === title)
    await by.does(handling, one?.['id'] as string, 'grant', { resultFiles: [await by.brings(`${title}.txt`, title)] })
  }
  const receiveAll = async () => {
    for (const one of await hall.cases(handling, '&state=filed'))
      await hall.does(handling, one['id'] as string, 'receive', {})
  }
  const deliverAll = async () => {
    for (const one of await hall.cases(handling, '&state=granted'))
      await hall.does(handling, one['id'] as string, 'deliver', {})
  }
  return {
    library,
    hall,
    health,
    police,
    insurance,
    lead,
    mother,
    files,
    made,
    run: run?.['id'] as string,
    grant,
    receiveAll,
    deliverAll,
  }
}

scenario(
  'one-thing: 新生儿出生 goes to each agency with its own part, those that wait for others begin after them, and it is told as one',
  oneThing,
  async (city) => {
    const { library, health, police, insurance, mother, files, made, run, grant, receiveAll, deliverAll } =
      await applied(city)
    assert.deepEqual([made.title, made.lead, made.dueOn], ['新生儿出生', 'city-health-commission', '2024-09-02'])
    // First the certificate alone, with the paper that it needs and no other.
    await receiveAll()
    const [first, ...none] = await health.lists(application)
    assert.equal(none.length, 0)
    const seen = await health.asks('GET', `/api/registers/service-application/${first?.['id']}`, undefined, {
      'x-purpose': encodeURIComponent('办理出生证明'),
    })
    assert.deepEqual(
      seen.said.map(({ label }: { label: string }) => label),
      ['分娩记录'],
    )
    assert.deepEqual([seen.idNumber, seen.mobile], ['320*************29', '138****0002'])
    const fileAt = (file: { id: string; name: string }) => `/api/files/${file.id}/${encodeURIComponent(file.name)}`
    assert.equal((await health.raw('GET', fileAt(files.birth as never))).statusCode, 200)
    assert.equal((await health.raw('GET', fileAt(files.home as never))).statusCode, 404, 'no paper of another part')
    assert.deepEqual(await police.lists(application), [])
    await grant(health, '出生医学证明签发')
    await deliverAll()
    // Then the others at once; the number that is kept sealed came along, so that the mother is a party of each.
    await receiveAll()
    assert.equal((await police.lists(application)).length, 1)
    assert.equal((await mother.cases(handling)).length, 3)
    await grant(police, '出生登记（申报户口）')
    await grant(insurance, '城乡居民基本医疗保险参保登记（新生儿）')
    assert.equal((await mother.reads(packageRun, run)).state, 'next')
    await deliverAll()
    assert.equal((await mother.reads(packageRun, run)).state, 'done')
    assert.equal((await library.asks('GET', `/api/indicators/${packagesOffered.name}`)).number, 1)
    assert.equal((await mother.lists(packageApplication)).length, 1)
  },
  beside,
)

scenario(
  'one-thing: one part is refused; the agency that leads does what the package has declared, and what is missing is told before anything begins',
  oneThing,
  async (city) => {
    const { health, lead, mother, run, receiveAll } = await applied(city)
    await receiveAll()
    const [one] = await health.cases(handling)
    await health.does(handling, one?.['id'] as string, 'refuse', { words: '记录不全，请补齐后重新申请' })
    assert.equal((await mother.reads(packageRun, run)).state, 'oneRefused')
    await city.refuses(lead.does(packageRun, run, 'stop', { settled: '停下' }), 'case/not-now')
    await lead.does(packageRun, run, 'goOn', { settled: '其余照办，证明补齐后另行申请' })
    assert.equal((await mother.reads(packageRun, run)).state, 'partly')
  },
  beside,
)

scenario(
  'one-thing: where the package says so, one refusal stops the rest',
  oneThing,
  async (city) => {
    const { health, police, insurance, lead, mother, run, grant, receiveAll, deliverAll } = await applied(city, 'stop')
    await receiveAll()
    await grant(health, '出生医学证明签发')
    await deliverAll()
    await receiveAll()
    const [one] = await police.cases(handling)
    await police.does(handling, one?.['id'] as string, 'refuse', { words: '不在本地落户' })
    await lead.does(packageRun, run, 'stop', { settled: '落户地不在本市，请到户籍地办理' })
    assert.equal((await mother.reads(packageRun, run)).state, 'stopped')
    const [rest] = await insurance.cases(handling)
    assert.equal(rest?.['state'], 'halted')
  },
  beside,
)
