import type { House } from '#kernel/engine'
import { describeInterface, type Interface } from '#kernel/openapi'
import { defineRoom } from '#kernel/room'
import type { Part, System } from '#kernel/system'
import { directoryOf } from '#engines/identity/run'
import { cityFace } from './points.ts'

/** What was written of the interface, by what it is. */
const written = defineRoom<Map<string, string>>('interface', () => new Map())

const description = `一个城市的数字计划在这里运行。每个登记册、每类办件各有自己的地址，字段、状态、动作都由各系统的声明得出。

- **登录**：POST /api/session 用账号和密码换会话 Cookie；部门系统用登记时给出的令牌（Authorization: Bearer）。
- **写入**：都要带 x-requested-by；带 idempotency-key 的，重发一次只办一次。
- **清单**：按 limit 分页，把答复里的 next 作为 after 交回，直到它为空。
- **更正**：登记册用 if-match 带上看到的版本，办件用 version；已有新版本的，不会被盖掉。
- **不能办的**：答复 application/problem+json（RFC 9457），code 永久不变，detail 是一句给人看的话。
- **时间**：时刻按 RFC 3339，日期是本市当地的日历日；金额以分为单位的整数。`

/** The description of the interface of a house, whole or of what stands under some tags. */
export function interfaceOf(house: House, tags?: readonly string[]): Interface {
  const { name } = house.rooms.get(cityFace)
  const words = { title: `数字城市接口 · ${name}`, version: '0.1.0', description }
  return describeInterface(house, { ...words, systemSays: (system) => systemSays(house, system) }, tags)
}

/** The whole of it as text, made when it is first asked for. */
export const interfaceText = (house: House): string => kept(house, '', () => JSON.stringify(interfaceOf(house)))

/** What was made before under a name, or is made now. */
export function kept(house: House, name: string, make: () => string): string {
  const texts = house.rooms.get(written)
  const text = texts.get(name) ?? make()
  texts.set(name, text)
  return text
}

/** Who answers for a system, and what it keeps. */
function systemSays(house: House, { name, owner, parts }: System): string {
  const { directory } = house.rooms.get(cityFace)
  const listed = directory.find(({ id }) => id === name)
  const named = (kind: string) => parts.filter((part: Part) => part.kind === kind).map(({ title }) => title)
  const keeps = [
    ['登记册', named('register')],
    ['办件', named('case')],
  ].flatMap(([word, titles]) => (titles && titles.length > 0 ? [`${String(word)}：${[titles].flat().join('、')}`] : []))
  const agency = directoryOf(house).agencies.get(owner)?.name ?? owner
  return [`${listed ? `目录第 ${listed.number} 个系统，` : ''}由${agency}负责`, ...keeps].join('。') + '。'
}
