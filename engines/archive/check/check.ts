import { contradiction } from '#kernel/file'
import { Fault } from '#kernel/fault'
import { digest } from '#engines/crypto'
import { numberForm, required, retentions } from '../pack/content.ts'
import { elements, places } from '../pack/names.ts'
import { points, properties, type Found, type Point, type Report, type Result, type Stage } from './points.ts'
import { readPackage, type ReadItem, type ReadPackage } from './read.ts'

/** What the register knows of a package: nothing, where it comes from elsewhere. */
export interface KnownOf {
  /** SHA-256 of the package as it was filed. */
  digest?: string
  /** By the number: what the register says of the item. */
  items: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Numbers that the register has twice, and those that are missing between others. */
  twice: readonly string[]
  gaps: readonly string[]
}

const longLived = new Set(['ofd', 'pdf', 'txt', 'xml', 'png', 'jpg', 'jpeg', 'csv'])
const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'
const day = /^\d{4}-\d\d-\d\d$/

/** Results by point; the worst that was said stays. */
class Board {
  readonly #said = new Map<Point, { result: Result; says: string[] }>()

  note(point: Point, result: Result, says: string) {
    const before = this.#said.get(point)
    const order: Result[] = ['none', 'good', 'human', 'wrong']
    if (!before || order.indexOf(result) > order.indexOf(before.result)) this.#said.set(point, { result, says: [says] })
    else if (before.result === result && result !== 'good' && before.says.length < 5) before.says.push(says)
  }

  /** Notes that something holds, or what does not. */
  holds(point: Point, wrong: readonly string[], good: string) {
    if (wrong.length === 0) this.note(point, 'good', good)
    for (const one of wrong) this.note(point, 'wrong', one)
  }

  report(stage: Stage, at: Date): Report {
    const found = Object.entries(points).map(([name, [property, number, title]]): Found => {
      const said = this.#said.get(name as Point)
      return {
        ...{ code: `${stage}-${number}`, property, of: properties[property], title },
        ...{ result: said?.result ?? 'none', says: said?.says.join('；') ?? '包读不出来，查不到这一项' },
      }
    })
    const worst = found.some(({ result }) => result === 'wrong') ? 'wrong' : 'human'
    return {
      stage,
      at,
      result: found.some(({ result }) => result === 'wrong' || result === 'human') ? worst : 'good',
      found,
    }
  }
}

function metadataHolds(board: Board, item: ReadItem, known: KnownOf) {
  const { said } = item
  const name = said['number'] || item.folder
  const empty = required.filter((one) => !said[one])
  board.holds(
    'required',
    empty.map((one) => `${name} 没有${elements[one as keyof typeof elements]}`),
    '必填的都填了。',
  )
  board.holds(
    'readable',
    empty.length === required.length ? [`${item.folder} 的元数据读不出来`] : [],
    '元数据可以解析。',
  )
  const form = [
    ...(said['year'] && !/^\d{4}$/.test(said['year']) ? [`${name} 的年度不是四位数字`] : []),
    ...(said['closedOn'] && !day.test(said['closedOn']) ? [`${name} 的办结日期不是日期`] : []),
    ...(said['retention'] && !retentions.includes(said['retention'] as 'Y')
      ? [`${name} 的保管期限不在 Y、D30、D10 之中`]
      : []),
    ...((said['title'] ?? '').length > 500 ? [`${name} 的题名太长`] : []),
  ]
  board.holds('form', form, '长度、格式和值域都合规。')
  const sense = [
    ...(said['closedOn'] && said['archivedAt'] && said['closedOn'] > said['archivedAt'].slice(0, 10)
      ? [`${name} 归档早于办结`]
      : []),
    ...(said['year'] && said['closedOn'] && !said['closedOn'].startsWith(said['year'])
      ? [`${name} 的年度与办结日期不符`]
      : []),
  ]
  board.holds('sense', sense, '时间先后和年度都合理。')
  board.holds(
    'number',
    said['number'] && !numberForm.test(said['number']) ? [`${name} 不符合档号编制规则`] : [],
    '档号符合编制规则。',
  )
  const register = known.items.get(said['number'] ?? '')
  if (!register)
    return board.note('linked', known.items.size > 0 ? 'wrong' : 'human', `${name} 在登记册里没有对应的条目`)
  const other = Object.entries(register).filter(([one, value]) => value !== said[one])
  board.holds(
    'linked',
    other.map(([one]) => `${name} 的${elements[one as keyof typeof elements]}与登记册不一致`),
    '元数据与登记册一致。',
  )
}

function filesHold(board: Board, pack: ReadPackage, item: ReadItem) {
  const fixed: string[] = []
  const content: string[] = []
  const gone: string[] = []
  for (const file of item.recorded) {
    const bytes = pack.files.get(`${item.folder}/${file.name}`)
    if (!bytes) {
      gone.push(`缺少 ${file.name}`)
      continue
    }
    if (digest('sm3', bytes).toString('hex') !== file.digest) fixed.push(`${file.name} 的摘要不符，内容被改动过`)
    if (bytes.length !== file.size) content.push(`${file.name} 的大小与记录不符`)
    if (file.name.split('.').at(-1)?.toLowerCase() !== file.format) content.push(`${file.name} 的格式与记录不符`)
    const lie = contradiction(file.name, bytes.subarray(0, 4096))
    if (bytes.length === 0 || lie)
      board.note('opens', 'wrong', `${file.name} 打不开：${lie ? `实际是${lie}` : '是空的'}`)
    if (!longLived.has(file.format)) board.note('formats', 'human', `${file.name} 不是长期保存格式，要转换`)
    if (bytes.includes(eicar)) board.note('virus', 'wrong', `${file.name} 含有病毒（测试特征）`)
  }
  board.holds('fixed', fixed, '每份文件的 SM3 摘要都与记录一致。')
  board.holds('content', content, '文件名、大小和格式都与记录一致。')
  board.holds('files', gone, '记录的文件都在。')
  board.note('opens', 'good', '每份文件的开头与它的格式相符。')
  board.note('formats', 'good', '都是长期保存格式。')
}

function shapeHolds(board: Board, pack: ReadPackage) {
  const named = new Set([places.readme, places.catalogue] as string[])
  for (const { folder, recorded } of pack.items)
    for (const name of [places.metadata, ...recorded.map((one) => one.name)]) named.add(`${folder}/${name}`)
  const folders = new Set(pack.items.map(({ folder }) => folder))
  const wrong = [
    ...[places.readme, places.catalogue].filter((one) => !pack.files.has(one)).map((one) => `没有${one}`),
    ...pack.parts.filter((one) => !named.has(one)).map((one) => `有目录里没有的文件 ${one}`),
    ...pack.parts
      .filter((one) => one.includes('..') || one.startsWith('/') || one.includes('\\'))
      .map((one) => `路径不合规 ${one}`),
    ...pack.entries.filter(({ folder }) => !folders.has(folder)).map(({ number }) => `目录里有 ${number}，包里没有`),
    ...pack.items
      .filter(({ folder }) => !pack.entries.some((one) => one.folder === folder))
      .map(({ folder }) => `包里有 ${folder}，目录里没有`),
  ]
  board.holds('shape', wrong, '目录与文件夹一一对应，没有多余的文件。')
  const bytes = pack.items.flatMap(({ folder, recorded }) =>
    recorded.map(({ name }) => pack.files.get(`${folder}/${name}`)?.length ?? 0),
  )
  const total = bytes.reduce((sum, one) => sum + one, 0)
  const amount = [
    ...(pack.count === pack.items.length ? [] : [`目录写 ${pack.count} 件，实有 ${pack.items.length} 件`]),
    ...(pack.bytes === total ? [] : [`目录写 ${pack.bytes} 字节，实有 ${total} 字节`]),
  ]
  board.holds('amount', amount, `${pack.items.length} 件、${total} 字节，与目录一致。`)
}

/** Checks a package for the four properties. What only a person can tell, a person is asked for. @source DA/T 70-2018 */
export async function checkPackage(content: Buffer, known: KnownOf, stage: Stage, at: Date): Promise<Report> {
  const board = new Board()
  board.note('looked', 'human', '画面和文字是否清晰，要人看过')
  board.note('virus', 'human', '这里没有查毒软件，只认得测试特征；请用查毒软件扫描')
  board.note('carrier', 'human', '载体的状况要人检查')
  board.note('process', 'good', '归档过程由系统完成，每一步都有存证')
  const same = known.digest === undefined || digest('sha-256', content).toString('hex') === known.digest
  if (known.digest === undefined) board.note('package', 'human', '包是外来的，没有登记过它的摘要')
  else board.holds('package', same ? [] : ['包与归档时登记的摘要不符'], '包与归档时一样。')
  let pack: ReadPackage
  try {
    pack = await readPackage(content)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    board.note('open', 'wrong', error.message)
    return board.report(stage, at)
  }
  board.note('open', 'good', '没有加密，压缩格式公开。')
  shapeHolds(board, pack)
  for (const item of pack.items) {
    metadataHolds(board, item, known)
    filesHold(board, pack, item)
  }
  if (pack.items.length === 0) board.note('readable', 'wrong', '包里没有一件可以读的')
  board.holds(
    'twice',
    known.twice.map((one) => `${one} 重复`),
    '没有重复的档号。',
  )
  board.holds(
    'gaps',
    known.gaps.map((one) => `缺 ${one}`),
    '件号连续，没有漏号。',
  )
  return board.report(stage, at)
}
