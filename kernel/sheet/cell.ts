import { counted, hundredths } from './digits.ts'
import type { CellRead, SheetColumn } from './sheet.ts'
import { instantOf, instantText, isDay, momentOf, timeText } from './serial.ts'
import { mostText } from './text.ts'

/** What a cell holds as the workbook keeps it: texts as meant, numbers with what their format shows them as. */
export type Stored =
  | { as: 'text'; text: string }
  | { as: 'number'; number: number; shows: 'number' | 'percent' | 'moment' }
  | { as: 'formula' | 'error'; text: string }

/** Longer texts are no number, day or choice in another guise; comparing them costs. */
const mostCompared = 1000

const wrong = (says: string, text: string): CellRead => ({ kind: 'wrong', says, text })

/** Reads a cell as its column's kind; what does not fit says why, and what to do. */
export function judge(column: SheetColumn, stored: Stored, from1904: boolean): CellRead {
  const text = shown(stored, from1904)
  if (stored.as === 'formula')
    return wrong('这里是公式，不能导入。请复制后用“选择性粘贴—数值”粘贴，或直接填写结果。', text)
  if (stored.as === 'error') return wrong(`这里是错误值 ${text}，请改为实际内容。`, text)
  if (text.length > mostText)
    return wrong(`超过 ${mostText.toLocaleString('en')} 个字，请缩短。`, text.slice(0, mostText))
  if (text.trim() === '') return { kind: 'empty' }
  switch (column.kind) {
    case 'date':
    case 'instant':
      return moment(column.kind, stored, text, from1904)
    case 'integer':
    case 'number':
    case 'money':
    case 'percent':
      return number(column.kind, stored, text)
    default:
      return words(column, stored, text)
  }
}

/** The same cell where it is merged with others: whose content it is cannot be told. */
export const merged = (read: CellRead | undefined): CellRead =>
  wrong(
    '与其他单元格合并在一起，看不出各行填的是什么。请取消合并，逐行填写。',
    read?.kind === 'wrong' ? read.text : read?.kind === 'value' ? textOf(read.value) : '',
  )

const textOf = (value: string | number | Date) => (value instanceof Date ? instantText(value) : `${value}`)

function words({ options }: SheetColumn, stored: Stored, text: string): CellRead {
  // Excel keeps fifteen digits: of a longer number, such as one of an identity card, the rest is already lost.
  if (stored.as === 'number' && stored.shows === 'number' && Math.abs(stored.number) >= 1e15)
    return wrong('数字超过 15 位，Excel 已丢失末尾几位。请把单元格格式设为“文本”后重新填写。', text)
  if (!options) return { kind: 'value', value: text }
  const bare = plain(text)
  const option = options.includes(text) ? text : options.find((one) => plain(one) === bare)
  if (option !== undefined) return { kind: 'value', value: option }
  const some = options.slice(0, 8).join('、') + (options.length > 8 ? '等' : '')
  return wrong(`${quoted(text)}不在可选的范围内，应为${some}。请从下拉列表中选择。`, text)
}

function number(kind: 'integer' | 'number' | 'money' | 'percent', stored: Stored, text: string): CellRead {
  const asked = { integer: '整数', number: '数字', money: '以元为单位的金额', percent: '0–100 的整数百分比，如 45%' }[
    kind
  ]
  const not = (why = '') => wrong(`应为${asked}，现在是${quoted(text)}${why}。`, text)
  let value: number
  if (stored.as === 'number') {
    if (stored.shows === 'moment') return not('，是日期')
    value = kind === 'percent' && stored.shows === 'percent' ? hundredths(stored.number) : stored.number
  } else {
    const bare = plain(text).replace('−', '-')
    const digits = kind === 'percent' ? bare.replace(/\s*%$/, '') : bare
    if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(digits)) return not()
    value = counted(Number(digits.replaceAll(',', '')))
  }
  if (kind === 'number' || kind === 'money') {
    if (!Number.isFinite(value)) return not()
    return kind === 'money' && Number(value.toFixed(2)) !== value
      ? not('，最多两位小数')
      : { kind: 'value', value: value + 0 }
  }
  if (!Number.isInteger(value)) return not('，带有小数')
  if (!Number.isSafeInteger(value)) return not('，位数过多')
  return kind === 'percent' && (value < 0 || value > 100) ? not() : { kind: 'value', value: value + 0 }
}

function moment(kind: 'date' | 'instant', stored: Stored, text: string, from1904: boolean): CellRead {
  const asked = kind === 'date' ? '日期，如 2024-11-05' : '日期和时间，如 2024-11-05 14:30'
  let day: string
  let ms = 0
  if (stored.as === 'number' && stored.shows === 'moment') {
    const meant = momentOf(stored.number, from1904)
    if (!meant) return wrong(`应为${asked}，现在是${quoted(text)}。`, text)
    ;({ day, ms } = meant)
  } else {
    const found =
      /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))(?:[T ]*(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d{1,3})?))?)?$/.exec(
        plain(text),
      )
    const [, year, , m1, d1, m2, d2, m3, d3, hours = '0', minutes = '0', seconds = '0'] = found ?? []
    if (!year) return wrong(`应为${asked}，现在是${quoted(text)}。`, text)
    day = [year, m1 ?? m2 ?? m3, d1 ?? d2 ?? d3].map((part) => part?.padStart(2, '0')).join('-')
    if (!isDay(day)) return wrong(`没有 ${day} 这一天，请核对。`, text)
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60)
      return wrong(`没有 ${hours}:${minutes} 这个时刻，请核对。`, text)
    ms = Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000)
  }
  return { kind: 'value', value: kind === 'date' ? day : instantOf(day, ms) }
}

/** What an official sees in the cell, or near to it. */
function shown(stored: Stored, from1904: boolean): string {
  if (stored.as !== 'number') return stored.text
  if (stored.shows === 'percent') return `${hundredths(stored.number)}%`
  const meant = stored.shows === 'moment' ? momentOf(stored.number, from1904) : undefined
  if (!meant) return String(stored.number)
  return meant.ms === 0 ? meant.day : `${meant.day} ${timeText(meant.ms)}`
}

/** A text as it is compared: full-width letters and digits as half-width ones, no space around it. */
const plain = (text: string) => (text.length > mostCompared ? text : text.normalize('NFKC').trim())

const quoted = (text: string) => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`
