import { isUtf8 } from 'node:buffer'
import { faults } from './faults.ts'

/** Objects and lists within one another that a body may hold. */
const deepest = 32

const wrong = (what: string) => faults['wrong-shape']({ wrong: [what] })

/**
 * Reads a JSON body: of it nothing is lost and nothing can be meant in two ways. A key that stands twice, a text that
 * cannot be kept (a NUL, half a character), what is no UTF-8 and what is nested without end are refused, by name.
 * @throws http/not-json http/wrong-shape
 * @source RFC 8259 4 (names should be unique), 8.1 (UTF-8), RFC 7493 2.1, 2.3
 */
export function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw wrong('内容 不是 UTF-8 编码')
  const text = body.toString().replace(/^\uFEFF/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw faults['not-json']({}, error)
  }
  mustBeMeantOnce(text)
  return value
}

/** An object or a list that has begun, and where in it we are. */
interface Begun {
  /** Of an object, the keys that it has so far. */
  keys: Set<string> | undefined
  at: string | number
}

const [quote, escape, colon, comma, object, objectEnds, list, listEnds] = [...'"\\:,{}[]'].map((one) =>
  one.charCodeAt(0),
)

/** Goes once through a text that is known to be JSON. @throws http/wrong-shape */
function mustBeMeantOnce(text: string) {
  const begun: Begun[] = []
  let said = ''
  const where = () => begun.map(({ at }) => at).join('.') || '内容'
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const within = begun.at(-1)
    if (code === quote) {
      const end = endOf(text, i)
      said = text.slice(i + 1, end)
      i = end
      if (!said.includes('\\')) continue
      said = JSON.parse(`"${said}"`) as string
      if (said.includes('\0') || !said.isWellFormed()) throw wrong(`${where()} 含有不能保存的字符`)
    } else if (code === colon && within?.keys) {
      within.at = said
      if (said === '__proto__') throw wrong(`${where()} 不能作字段名`)
      if (within.keys.has(said)) throw wrong(`${where()} 写了两次`)
      within.keys.add(said)
    } else if (code === comma && typeof within?.at === 'number') within.at += 1
    else if (code === object || code === list) {
      if (begun.length === deepest) throw wrong(`${where()} 套得太深，最多 ${deepest} 层`)
      begun.push(code === object ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 })
    } else if (code === objectEnds || code === listEnds) begun.pop()
  }
}

/** Where the string that begins at a quote ends. */
function endOf(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === escape) escapes += 1
    if (escapes % 2 === 0) return end
  }
}
