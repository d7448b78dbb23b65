import assert from 'node:assert/strict'
import { archivalItem } from '#commons/archive'
import { handling } from '#commons/service-handling'
import { systems } from '#systems'
import { scenario, type City, type Person } from '#testing'
import { damaged, partsOf, rewrite, spoil } from '#testing/archives'
import { authorities, checked, sealFor } from '#testing/seals'
import { copyRun, disposalRun, rescue } from './cases.ts'
import { itemsDamaged, itemsKept } from './indicators.ts'
import eArchive from './system.ts'

const beside = systems.filter(({ name }) => ['unified-acceptance', 'e-seal'].includes(name))
const bureau = 'tinghu-market-regulation-bureau'
const number = '320902196307220029'

interface Found {
  code: string
  property: string
  result: string
  says: string
}

/** An application that was decided, and everybody who has to do with what becomes of it. */
async function closed(city: City) {
  await authorities(city)
  await sealFor(city, bureau, 'business', '盐城市亭湖区市场监督管理局')
  const library = await city.officer('city-data-bureau', ['service-library-keeper'], '施向')
  const keeper = await city.officer('city-archives', ['city-archivist', 'archive-leader'], '党管')
  await keeper.asks('POST', '/api/registers/fonds', { holder: bureau, title: '亭湖区市场监管局', code: 'Z201' })
  const { id } = await library.asks('POST', '/api/registers/service-item', {
    ...{
      title: '食品小作坊登记',
      sort: '01',
      lead: 'city-market-regulation-bureau',
      level: 'county',
      whom: ['person'],
    },
    ...{ theme: 'food', words: '做豆腐卖', fee: '不收费', conditions: '有场所。', promisedDays: 5, legalDays: 20 },
    ...{ basis: '《江苏省食品小作坊和食品摊贩管理条例》', result: '登记证' },
  })
  const { id: plan } = await library.asks('POST', '/api/registers/service-item-need', {
    ...{ item: id, title: '平面图', kind: 'files', source: 'applicant', needed: true },
  })
  const hall = await city.officer('tinghu-service-hall', ['service-receiver'], '童晓')
  const decider = await city.officer(bureau, ['service-decider'], '史平')
  const su = await city.citizen('suyulan', '苏玉兰', number)
  const neighbour = await city.citizen('gujianping', '顾建平', '320902195803150010')
  await su.asks('POST', '/api/registers/service-application', {
    ...{ item: id, livesAt: '320902001', applicant: '苏玉兰', idNumber: number, mobile: '13805110002' },
    said: [{ asks: plan, says: [await su.brings('平面图.txt', '一间门面')] }],
  })
  const [run] = await hall.cases(handling as never)
  const does = (by: Person, action: string, form: object) =>
    by.does(handling, run?.['id'] as string, action as never, form)
  await does(hall, 'receive', {})
  await does(decider, 'grant', { words: '现场合格', resultFiles: [await decider.brings('登记证.txt', '登记证')] })
  await does(hall, 'deliver', {})
  const archivist = await city.officer(bureau, ['archivist'], '安档')
  await city.waits({ days: 1 })
  const [item] = await archivist.lists(archivalItem)
  const url = `/api/archives/archival-item/${item?.['id']}`
  const pack = async () =>
    (await archivist.raw('GET', `${url}/package?purpose=${encodeURIComponent('核对归档质量')}`)).rawPayload
  return { keeper, archivist, su, neighbour, hall, item: item as { id: string; number: string }, url, pack }
}

scenario(
  'what is decided is archived by itself, with all that was said, shown and done; it is checked, and its holder finds it',
  eArchive,
  async (city) => {
    const { keeper, archivist, su, neighbour, item, url, pack } = await closed(city)
    assert.equal(item.number, 'Z201-ZW·2024-D10-SP-0001')
    const kept = await archivist.asks('GET', url)
    assert.equal(kept['state'], 'kept')
    const found = kept['report'].found as Found[]
    assert.equal(kept['report'].result, 'human')
    assert.deepEqual(
      found.filter(({ result }) => result === 'human').map(({ code }) => code),
      ['GD-3-5', 'GD-4-1', 'GD-4-2'],
      'what only a person can tell is a person’s to tell',
    )
    assert.deepEqual(
      found.filter(({ result }) => !['good', 'human'].includes(result)),
      [],
    )
    const names = Object.keys(partsOf(await pack())).map((one) => one.split('/').at(-1))
    assert.deepEqual(names.toSorted(), [
      ...['01-办理记录.txt', '02-平面图.txt', '03-登记证.txt', '元数据.XML', '目录文件.XML', '说明文件.TXT'],
    ])
    const record = Object.entries(partsOf(await pack())).find(([name]) => name.endsWith('01-办理记录.txt'))?.[1]
    const text = Buffer.from(record as Uint8Array).toString()
    for (const words of ['现场合格', '准予', '食品小作坊登记', '平面图.txt']) assert.ok(text.includes(words), words)
    assert.ok(!text.includes(number), 'a number that is kept sealed stands as its mask')
    assert.equal((await su.lists(archivalItem)).length, 1)
    assert.equal((await neighbour.lists(archivalItem)).length, 0)
    await city.refuses(neighbour.asks('GET', url), 'register/not-found')
    assert.equal((await keeper.asks('GET', `/api/indicators/${itemsKept.name}`))['number'], 1)
    const looks = (await su.asks('GET', '/api/looks'))['rows'] as { purpose: string }[]
    assert.ok(
      looks.some(({ purpose }) => purpose === '核对归档质量'),
      'whom it is about sees who read it',
    )
  },
  beside,
)

scenario(
  'eight kinds of damage are each found under the right property',
  eArchive,
  async (city) => {
    const { archivist, item, url, pack } = await closed(city)
    const good = await pack()
    const check = async () => (await archivist.asks('POST', `${url}/checks`))['found'] as Found[]
    const wrongIn = (found: Found[]) =>
      found.filter(({ result }) => result === 'wrong').map(({ code }) => code.slice(3))
    for (const [says, point, pack] of [
      ['a byte of a file', '1-1', damaged(good, (parts) => void rewrite(parts, '02-平面图.txt', () => '两间门面'))],
      [
        'a value of the metadata',
        '1-7',
        damaged(good, (parts) => void rewrite(parts, '元数据.XML', (xml) => xml.replace('Z201</', 'Z202</'))),
      ],
      [
        'a number',
        '1-4',
        damaged(good, (parts) => void rewrite(parts, '元数据.XML', (xml) => xml.replace('-SP-0001', '-SP-1'))),
      ],
      [
        'a required value',
        '2-2',
        damaged(good, (parts) => void rewrite(parts, '元数据.XML', (xml) => xml.replace(/<题名>[^<]*</, '<题名><'))),
      ],
      [
        'a file that is gone',
        '2-4',
        damaged(good, (parts) => {
          for (const name of Object.keys(parts)) if (name.endsWith('03-登记证.txt')) delete parts[name]
        }),
      ],
      ['a file too many', '2-5', damaged(good, (parts) => void (parts['多出来.txt'] = new Uint8Array([65])))],
      [
        'a file that lies about its kind',
        '3-2',
        damaged(good, (parts) => void rewrite(parts, '02-平面图.txt', () => 'MZ\u0000\u0001 a program')),
      ],
      ['a package that is none', '3-4', Buffer.from('not a package')],
      [
        'a virus',
        '4-1',
        damaged(
          good,
          (parts) => void rewrite(parts, '02-平面图.txt', () => `X5O!P%@AP${'$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!'}`),
        ),
      ],
    ] as const) {
      await spoil(city, item.id, pack)
      const codes = wrongIn(await check())
      assert.ok(codes.includes(point), `${says}: ${codes.join(' ')}`)
      assert.ok(codes.includes('1-8'), `${says}: the package is not the one that was filed`)
    }
    // The same is found by itself when its time comes round, becomes a case, and is over once the package is whole again.
    await spoil(city, item.id, good)
    assert.deepEqual(wrongIn(await check()), [])
    const [first] = await archivist.cases(rescue)
    await archivist.does(rescue, first?.['id'] as string, 'settle', { words: '从备份恢复' })
    await spoil(
      city,
      item.id,
      damaged(good, (parts) => void rewrite(parts, '02-平面图.txt', () => '两间门面')),
    )
    await city.waits({ days: 31 })
    const opened = await archivist.cases(rescue, '&state=open')
    assert.equal(opened.length, 1)
    assert.equal((await archivist.asks('GET', `/api/indicators/${itemsDamaged.name}`))['number'], 1)
    await spoil(city, item.id, good)
    await check()
    await archivist.does(rescue, opened[0]?.['id'] as string, 'settle', { words: '从备份恢复' })
  },
  beside,
)

scenario(
  'what is kept its time is destroyed by three people, nothing before; the catalogue stays',
  eArchive,
  async (city) => {
    const { archivist, item, url } = await closed(city)
    const one = await city.officer(bureau, ['archive-appraiser'], '简定')
    const two = await city.officer(bureau, ['archive-appraiser'], '简审')
    const propose = async (more: object) =>
      (
        await archivist.asks('POST', '/api/registers/archive-disposal', {
          item: item.id,
          what: 'destroy',
          why: '已无保存价值',
          ...more,
        })
      )['id'] as string
    const runOf = async (by: Person, id: string) =>
      (await by.cases(disposalRun)).find((found) => found['subject'] === id)?.['id'] as string
    const early = await runOf(one, await propose({}))
    const refused = await city.refuses(one.does(disposalRun, early, 'agree', { words: '同意' }), 'case/not-now')
    assert.match(refused.problem['detail'], /保管期到 2034-12-31 才满/)
    await one.does(disposalRun, early, 'refuse', { words: '未到期' })
    await city.waits({ days: 3800 })
    const run = await runOf(one, await propose({}))
    await one.does(disposalRun, run, 'agree', { words: '同意销毁' })
    await city.refuses(one.does(disposalRun, run, 'approve', { words: '批准' }), 'case/not-now')
    await two.does(disposalRun, run, 'approve', { words: '批准' })
    const gone = await archivist.asks('GET', url)
    assert.equal(gone['state'], 'destroyed')
    assert.match(gone['digest'], /^[0-9a-f]{64}$/)
    await city.refuses(
      archivist.asks('GET', `${url}/package?purpose=${encodeURIComponent('再看一看')}`),
      'archive/destroyed',
    )
    assert.equal((await archivist.lists(archivalItem))[0]?.['standing'], 'destroyed')
  },
  beside,
)

scenario(
  'whoever it is about has a copy certified; the city’s archive takes a year over, and checks what comes from elsewhere',
  eArchive,
  async (city) => {
    const { keeper, archivist, su, neighbour, item } = await closed(city)
    const asked = { item: item.id, purpose: '申请贷款' }
    await city.refuses(neighbour.asks('POST', '/api/registers/archive-copy', asked), 'register/wrong-fields')
    const { id } = await su.asks('POST', '/api/registers/archive-copy', asked)
    const [run] = await archivist.cases(copyRun)
    await archivist.does(copyRun, run?.['id'] as string, 'give', { says: '苏玉兰于 2024 年 8 月登记食品小作坊一家。' })
    const file = (await su.raw('GET', `/api/sealed-papers/archive-copy/${id}/ofd`)).rawPayload
    assert.equal((await checked(city.visitor(), file)).verdict, 'good')

    const transfer = (year: number) =>
      `/api/archives/archival-item/transfer?holder=${bureau}&year=${year}&purpose=${encodeURIComponent('按年度移交市档案馆')}`
    await city.refuses(archivist.asks('GET', transfer(2024)), 'identity/not-granted')
    await city.refuses(keeper.asks('GET', transfer(2023)), 'archive/nothing-to-hand-over')
    const taken = (await keeper.raw('GET', transfer(2024))).rawPayload
    const received = async (pack: Buffer) =>
      (await keeper.asks('POST', '/api/archives/archival-item/received', { content: pack.toString('base64') }))[
        'found'
      ] as Found[]
    const wrong = (found: Found[]) => found.filter(({ result }) => result === 'wrong').map(({ code }) => code)
    assert.deepEqual(wrong(await received(taken)), [])
    assert.deepEqual(
      wrong(
        await received(
          damaged(taken, (parts) => void rewrite(parts, '目录文件.XML', (xml) => xml.replace('<件数>1<', '<件数>2<'))),
        ),
      ),
      ['YJ-2-1'],
    )
  },
  beside,
)
