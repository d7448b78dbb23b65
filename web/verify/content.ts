import type { Receipt } from '../../engines/ledger/index.ts'
import { el } from './draw.ts'
import { toTheSecond } from '../src/look/dates.ts'
import type { FieldWords, Words } from './words.ts'

const kinds: Record<string, string> = {
  'case.opened': '建立',
  'case.acted': '办理',
  'register.created': '登记',
  'register.amended': '更正',
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textIn = (value: unknown, name: string): string | undefined => {
  const found = isObject(value) ? value[name] : undefined
  return typeof found === 'string' && found ? found : undefined
}

/** The agency of whoever acted, where the receipt opens it. */
export function agencyIn({ opened }: Receipt): string | undefined {
  const content = opened?.content
  return textIn(isObject(content) ? content['rows'] : undefined, 'agency')
}

/** Who did what and when, as a reader of the receipt sees it; what it does not open is named by reference alone. */
export function drawContent(receipt: Receipt, words: Words): HTMLElement {
  const { leaf, index, opened } = receipt
  const content = opened?.content
  const rows = isObject(content) ? content['rows'] : undefined
  const [name = '', id = ''] = leaf.subject.split(':')
  const declared = words.cases[name] ?? words.registers[name]
  const actor = leaf.actor === 'platform' ? '平台自动' : (textIn(rows, 'actorName') ?? '未附姓名')
  const agency = agencyIn(receipt)
  const facts = el(
    'dl',
    { class: 'kv' },
    ...fact('何事', [el('b', {}, actOf(leaf.kind, name, rows, words)), ref(leaf.kind)]),
    ...fact('何人', [el('b', {}, actor), agency && ` ${words.agencies[agency] ?? agency}`, ref(leaf.actor)]),
    ...fact('何时', [el('b', {}, toTheSecond(leaf.at)), ' 北京时间', ref(leaf.at)]),
    ...fact('对象', [declared?.title ?? name, ref(id)]),
    ...moveOf(name, rows, words),
    ...saidOf(name, rows, words),
    ...fact('存证', [`账本 ${leaf.log} 第 ${index} 号`]),
  )
  return el(
    'div',
    {},
    facts,
    el(
      'p',
      { class: 'cap' },
      opened
        ? '姓名、标题和选项的中文名称用来帮助阅读，取自保存本页的地方；存证的是下面的原文。'
        : '这份回执不带原文：只证明有这样一件事、何时由谁的编号办理，内容只有摘要。',
    ),
    opened &&
      el(
        'details',
        {},
        el('summary', {}, '看存证的原文'),
        el('pre', { tabindex: '0' }, JSON.stringify(content, null, 2)),
      ),
  )
}

function actOf(kind: string, name: string, rows: unknown, words: Words): string {
  const action = textIn(rows, 'action')
  const title = action && (words.cases[name]?.actions[action]?.title ?? (action === 'open' ? '建立' : action))
  return title ?? kinds[kind] ?? kind
}

function moveOf(name: string, rows: unknown, words: Words) {
  const [from, to] = [textIn(rows, 'from'), textIn(rows, 'to')]
  if (!to || from === to) return []
  const title = (state: string) => words.cases[name]?.states[state] ?? state
  return fact('状态', [from ? `由“${title(from)}”转为“${title(to)}”` : title(to)])
}

/** A step's form, or a version's changes. */
function saidOf(name: string, rows: unknown, words: Words) {
  if (!isObject(rows)) return []
  const action = textIn(rows, 'action') ?? ''
  const fields = isObject(rows['changes']) ? words.registers[name]?.fields : words.cases[name]?.actions[action]?.fields
  const said = isObject(rows['changes']) ? rows['changes'] : isObject(rows['form']) ? rows['form'] : {}
  return Object.entries(said)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .flatMap(([field, value]) => fact(fields?.[field]?.label ?? field, [valueOf(value, fields?.[field], words)]))
}

function valueOf(value: unknown, field: FieldWords | undefined, words: Words): string {
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) return value.map((one) => valueOf(one, field, words)).join('、')
  if (isObject(value)) return textIn(value, 'name') ?? JSON.stringify(value)
  const text = String(value)
  return field?.options?.[text] ?? words.agencies[text] ?? text
}

const ref = (text: string) => el('span', { class: 'ref' }, text)

function fact(title: string, said: (Node | string | undefined | false)[]) {
  return [el('dt', {}, title), el('dd', {}, ...said.filter((one) => one !== undefined && one !== false))]
}
