import assert from 'node:assert/strict'
import { electronicSeal } from '#commons/electronic-seal'
import { scenario, type City, type Person } from '#testing'
import { authorities, checked, checkedElsewhere, withByteChanged } from '#testing/seals'
import { sealing, sealRun } from './cases.ts'
import { lettersSealed, sealsInUse } from './indicators.ts'
import eSeal from './system.ts'

const asked = {
  ...{ title: '盐城市数据局', holder: 'city-data-bureau', use: 'official', why: '与实物印章一致' },
  ...{ from: '2024-08-01', until: '2029-07-31' },
}
const letter = {
  title: '证明',
  sort: 'proof',
  to: '江苏省数据局',
  body: '兹证明平台运行正常。\n特此证明。',
  use: 'official',
}

/** A city with its authorities, and those who ask for seals, keep them and write what goes under them. */
async function office(city: City) {
  await authorities(city)
  const people = {
    keeper: await city.officer('city-data-bureau', ['seal-keeper'], '印守成'),
    writer: await city.officer('city-data-bureau', ['letter-writer'], '倪稿'),
    authority: await city.officer('city-data-bureau', ['seal-authority'], '尹审'),
    leader: await city.officer('city-data-bureau', ['seal-leader'], '尹岭'),
    visitor: city.visitor(),
  }
  return people
}

/** The case over a row; without one, the only one there is. */
const caseOf = async (by: Person, declared: typeof sealRun | typeof sealing, subject?: string) => {
  const found = (await by.cases(declared as never)).filter((one) => !subject || one['subject'] === subject)
  assert.equal(found.length, 1)
  return found[0]?.['id'] as string
}

/** A seal in use. */
async function sealMade(city: City) {
  const people = await office(city)
  const seal = await people.keeper.asks('POST', '/api/registers/electronic-seal', asked)
  const run = await caseOf(people.keeper, sealRun)
  await people.authority.does(sealRun, run, 'approve')
  return { ...people, seal: seal['id'] as string, run }
}

/** A letter under the seal, as OFD and PDF. */
async function letterSealed(city: City) {
  const all = await sealMade(city)
  const { id } = await all.writer.asks('POST', '/api/registers/sealed-letter', letter)
  await all.keeper.does(sealing, await caseOf(all.keeper, sealing), 'seal')
  const file = async (form: 'ofd' | 'pdf') =>
    (await all.writer.raw('GET', `/api/sealed-papers/sealed-letter/${id}/${form}`)).rawPayload
  return { ...all, letter: id as string, file }
}

scenario('a seal is asked for, approved, made, and used by nobody before', eSeal, async (city) => {
  const { keeper, authority, writer, leader } = await office(city)
  await city.refuses(writer.asks('POST', '/api/registers/electronic-seal', asked), 'identity/not-granted')
  await city.refuses(
    keeper.asks('POST', '/api/registers/electronic-seal', { ...asked, until: '2024-07-01' }),
    'register/wrong-fields',
  )
  const { id } = await keeper.asks('POST', '/api/registers/electronic-seal', asked)
  await city.refuses(keeper.asks('GET', `/api/seals/electronic-seal/${id}`), 'seal/no-such-seal')
  await writer.asks('POST', '/api/registers/sealed-letter', letter)
  const waiting = await caseOf(keeper, sealing)
  await city.refuses(keeper.does(sealing, waiting, 'seal'), 'seal/none-in-use')
  assert.equal((await keeper.reads(sealing, waiting))['state'], 'asked', 'what cannot be sealed stays as it was')
  const run = await caseOf(keeper, sealRun)
  await city.refuses(keeper.does(sealRun, run, 'approve'), 'identity/not-granted')
  await authority.does(sealRun, run, 'sendBack', { words: '请补充备案回执' })
  const row = (await keeper.lists(electronicSeal))[0] as { id: string; version: number }
  await keeper.asks(
    'PATCH',
    `/api/registers/electronic-seal/${row.id}`,
    { why: '附备案回执' },
    { 'if-match': `"${row.version}"` },
  )
  await keeper.does(sealRun, run, 'resubmit', { words: '已补充' })
  await authority.does(sealRun, run, 'approve')
  const made = await keeper.asks('GET', `/api/seals/electronic-seal/${id}`)
  assert.equal(made['standing'], 'live')
  assert.match(made['number'], /^3209\d{9}$/)
  assert.match(made['picture'], /^<svg /)
  assert.equal((await leader.asks('GET', `/api/indicators/${sealsInUse.name}`))['number'], 1)
  const twice = await keeper.asks('POST', '/api/registers/electronic-seal', asked)
  const again = await caseOf(keeper, sealRun, twice['id'])
  await city.refuses(authority.does(sealRun, again, 'approve'), 'register/duplicate')
})

scenario(
  'what is sealed is believed by anybody, and by other programs; a changed byte is found where it is',
  eSeal,
  async (city) => {
    const { visitor, keeper, file, letter: id, seal, leader } = await letterSealed(city)
    const [ofd, pdf] = [await file('ofd'), await file('pdf')]
    for (const one of [ofd, pdf]) assert.equal((await checked(visitor, one)).verdict, 'good')
    await checkedElsewhere(visitor, ofd, pdf)
    assert.deepEqual(await file('pdf'), pdf, 'a PDF is made once')
    const wrong = async (content: Buffer, step: string) => {
      const said = await checked(visitor, content)
      assert.equal(said.verdict, 'wrong')
      assert.deepEqual(said.steps.find(({ outcome }) => outcome === 'wrong')?.step, step)
    }
    for (const [where, after, step] of [
      ['Doc_0/Pages/Page_0/Content.xml', 'DeltaX="', 'parts'],
      ['Doc_0/Signs/Sign_0/Signature.xml', 'CheckValue>', 'digest'],
      ['Doc_0/Signs/Sign_0/SignedValue.dat', 'IHDR', 'signer'],
      ['Doc_0/Extra.xml', '', 'parts'],
    ] as const)
      await wrong(await withByteChanged(ofd, where, after), step)
    const late = Buffer.from(pdf)
    late.writeUInt8((late[2000] as number) ^ 1, 2000)
    await wrong(late, 'signer')
    await wrong(Buffer.concat([pdf, Buffer.from('\n% more')]), 'parts')
    await wrong(Buffer.from('hello'), 'form')
    await wrong(pdf.subarray(0, 3000), 'form')
    const { rows } = await keeper.asks('GET', `/api/seals/electronic-seal/${seal}/uses`)
    assert.equal(rows.length, 1)
    const [edition] = (await keeper.asks('GET', `/api/sealed-papers/sealed-letter/${id}`))['rows']
    const told = await visitor.asks('GET', `/api/paper-codes/${edition.code}`)
    assert.equal(told['standing'], 'in-force')
    assert.ok(!JSON.stringify(told).includes('兹证明'), 'a code tells nothing of what the paper says')
    assert.equal((await leader.asks('GET', `/api/indicators/${lettersSealed.name}`))['number'], 1)
    await keeper.does(sealing, await caseOf(keeper, sealing), 'withdraw', { words: '内容有误' })
    await wrong(ofd, 'stands')
    assert.equal((await visitor.asks('GET', `/api/paper-codes/${edition.code}`))['standing'], 'ended')
  },
)

scenario('a seal that rests or is given up seals nothing; what it sealed before stays true', eSeal, async (city) => {
  const { keeper, authority, writer, visitor, file, run, seal, letter: first } = await letterSealed(city)
  const [ofd] = [await file('ofd')]
  await keeper.does(sealRun, run, 'rest', { words: '印章管理员调动' })
  const second = await writer.asks('POST', '/api/registers/sealed-letter', { ...letter, title: '第二份' })
  const waiting = await caseOf(keeper, sealing, second['id'])
  await city.refuses(keeper.does(sealing, waiting, 'seal'), 'seal/none-in-use')
  await city.refuses(writer.asks('GET', `/api/sealed-papers/sealed-letter/${first}/pdf`), 'seal/seal-ended')
  await keeper.does(sealRun, run, 'resume', { words: '已到岗' })
  await keeper.does(sealing, waiting, 'seal')
  await authority.does(sealRun, run, 'revoke', { words: '机构撤并' })
  assert.equal((await keeper.asks('GET', `/api/seals/electronic-seal/${seal}`))['standing'], 'revoked')
  const said = await checked(visitor, ofd)
  assert.equal(said.verdict, 'good', 'a seal that is given up later takes nothing back')
  const crl = (await visitor.raw('GET', '/api/crypto/authorities/sm2-sm3/revoked.crl')).rawPayload
  assert.ok(crl.length > 100)
})

scenario('a seal ends with its day', eSeal, async (city) => {
  const { keeper, authority, file, visitor, writer } = await office(city).then(async (people) => {
    await people.keeper.asks('POST', '/api/registers/electronic-seal', { ...asked, until: '2024-09-10' })
    await people.authority.does(sealRun, await caseOf(people.keeper, sealRun), 'approve')
    const { id } = await people.writer.asks('POST', '/api/registers/sealed-letter', letter)
    await people.keeper.does(sealing, await caseOf(people.keeper, sealing), 'seal')
    return {
      ...people,
      file: async () => (await people.writer.raw('GET', `/api/sealed-papers/sealed-letter/${id}/ofd`)).rawPayload,
    }
  })
  const ofd = await file()
  await city.waits({ days: 30 })
  const run = await keeper.reads(sealRun, await caseOf(keeper, sealRun))
  assert.equal(run['state'], 'expired')
  const second = await writer.asks('POST', '/api/registers/sealed-letter', { ...letter, title: '第二份' })
  const waiting = await caseOf(keeper, sealing, second['id'])
  await city.refuses(keeper.does(sealing, waiting, 'seal'), 'seal/none-in-use')
  assert.equal((await checked(visitor, ofd)).verdict, 'good', 'it was in force when it sealed')
  await city.refuses(authority.does(sealRun, run['id'], 'revoke', { words: '注销' }), 'case/out-of-order')
})
