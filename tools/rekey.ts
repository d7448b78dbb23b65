/**
 * Makes a new key for sealed fields and seals every row anew under it: `npm run rekey`; while the city serves or not. It
 * may be stopped: `npm run rekey -- --go-on` goes on without another key. Other processes learn of the key by themselves.
 */
import type { Register } from '#engines/register'
import { openFieldKeys, rotateFieldKey, sealAnew } from '#engines/register/run'
import { openCityHere } from '../server/open-city.ts'

const { house, close } = await openCityHere()
const { database } = house
const open = process.argv.includes('--go-on') ? openFieldKeys : rotateFieldKey
const keys = await open(database)
console.log(`字段密钥现为第 ${keys.current} 版。`)
await sealAnew(database, house.parts<Register>('register').values(), keys, ({ title }, rows) =>
  console.log(`${title}：已换用新密钥 ${rows.toLocaleString('zh-CN')} 行`),
)
console.log('全部换完。旧版密钥仍保留，用来打开历史版本。')
await close()
