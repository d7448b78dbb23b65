import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '#kernel/database'
import { Rooms } from '#kernel/room'
import { defineSystem } from '#kernel/system'
import { defineRole, directoryDesk, may } from '#engines/identity'
import { declaredDirectory, directoryOf, renewDirectory } from '#engines/identity/run'
import { city as yancheng } from '#city'
import { openCity } from '#testing'
import { openDirectory, recordDirectory } from './directory.ts'

const keeper = defineRole('directory-keeper', {
  title: '名录管理员',
  grants: [may(directoryDesk, ['read', 'add', 'rename'], 'all')],
})
const reader = defineRole('directory-reader', { title: '查阅', grants: [may(directoryDesk, ['read'], 'all')] })
const desk = defineSystem('toy-directory', {
  title: '名录',
  owner: 'city-data-bureau',
  parts: [keeper, reader],
  pages: [],
})
const office = {
  ...{ name: '市低空办', fullName: '盐城市低空经济发展办公室', aliases: ['市低空经济办'] },
  ...{ like: 'city-data-bureau', region: '3209' },
}

test('an agency that the city lacks is added once, is chosen at once, keeps its id under another name, and stays through the next start', async () => {
  const city = await openCity([desk])
  try {
    const { house } = city
    const someone = await city.officer('city-data-bureau', ['directory-keeper'], '何顺', 'keeper')
    // Another process, which read the directory before.
    const other = openDatabase(city.home.url as string, new Rooms())
    await openDirectory(other)

    const made = await Promise.allSettled([
      someone.asks('POST', '/api/agencies', office),
      someone.asks('POST', '/api/agencies', { ...office, fullName: '低空办' }),
    ])
    const [added] = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1, 'two who add at once do not both')
    const id = added?.id as string
    assert.equal(directoryOf(house).agencies.get(id)?.kind, 'government', 'of the kind of the one that it is like')
    assert.equal(directoryOf(other).agencies.has(id), false)
    await renewDirectory(other)
    assert.equal(directoryOf(other).agencies.get(id)?.name, '市低空办')
    await other.close()

    await city.officer(id, [], '季航', 'newcomer')
    await someone.asks('PATCH', `/api/agencies/${id}`, {
      ...office,
      ...{ like: undefined, region: undefined },
      name: '市低空局',
    })
    await someone.asks('PATCH', '/api/agencies/city-data-bureau', {
      ...{ name: '市数据和政务局', fullName: '盐城市数据和政务服务局', aliases: ['市数据局'] },
    })
    await house.database.write({ all: 'on' }, (tx) => recordDirectory(tx, tx.rooms.get(declaredDirectory)))
    await openDirectory(house.database)
    const { agencies } = directoryOf(house)
    assert.equal(agencies.get(id)?.name, '市低空局')
    assert.equal(
      agencies.get('city-data-bureau')?.name,
      '市数据和政务局',
      'what a desk wrote is not put back at the next start',
    )
    assert.equal(agencies.size, yancheng.directory.agencies.length + 1)

    const page = await someone.asks('GET', `/api/directory?named=${encodeURIComponent('低空')}`)
    assert.deepEqual(
      page.rows.map((row: { id: string }) => row.id),
      [id],
    )
  } finally {
    await city.house.close()
  }
})

test('a name that is another’s is refused with whose it is, and whoever may only read adds nothing', async () => {
  const city = await openCity([desk])
  try {
    const someone = await city.officer('city-data-bureau', ['directory-keeper'], '何顺', 'keeper')
    for (const names of [{ name: '市民政局' }, { fullName: '盐城市民政局' }, { aliases: ['市委办'] }]) {
      const refused = await city.refuses(
        someone.asks('POST', '/api/agencies', { ...office, ...names }),
        'identity/agency-known',
      )
      assert.match(refused.message, /已经是名录中“市(民政局|委办公室)”的名称/)
    }
    await city.refuses(
      someone.asks('POST', '/api/agencies', { ...office, like: 'city-nobody' }),
      'identity/no-such-agency',
    )
    await city.refuses(
      someone.asks('PATCH', '/api/agencies/city-nobody', { name: '甲', fullName: '甲', aliases: [] }),
      'identity/no-such-agency',
    )
    const looks = await city.officer('city-data-bureau', ['directory-reader'], '钱进', 'looks')
    await city.refuses(looks.asks('POST', '/api/agencies', office), 'identity/not-granted')
    await city.refuses(city.visitor().asks('GET', '/api/directory'), 'identity/not-signed-in')
  } finally {
    await city.house.close()
  }
})
