import type { Step } from '../../engines/ledger/index.ts'
import { el } from './draw.ts'

const titles: Record<Step['rule'], string> = {
  format: '格式',
  'log-signature': '账本签名',
  witnesses: '见证签名',
  'inclusion-sha-256': '包含证明 SHA-256',
  'inclusion-sm3': '包含证明 SM3',
  content: '原文',
}

/** One thing that was checked, of whatever file. */
interface Checked {
  rule: string
  holds: boolean
  says: string
}

/** The verdict on a receipt in one sentence, and each thing that was checked. */
export function drawVerdict({ valid, steps }: { valid: boolean; steps: Step[] }): HTMLElement {
  const tried = new Set(steps.map(({ rule }) => rule))
  const says = valid
    ? tried.has('content')
      ? '这份回执所说的事，办理时已写入存证账本，此后一字未改。'
      : '这份回执的存证陈述在账本之中。它不带原文，内容要另行核对摘要。'
    : '这份回执不能采信。下面打 ✗ 的一步说明问题在哪里。'
  const untried = (rule: string) =>
    rule === 'content' && tried.has('witnesses') ? '回执没有附原文。' : '前面的一步不成立，没有再查。'
  return drawChecked({ valid, steps, titles, says, untried })
}

/** A verdict, what it means, and each thing that was checked or was not come to. */
export function drawChecked(given: {
  valid: boolean
  steps: readonly Checked[]
  titles: Readonly<Record<string, string>>
  says: string
  untried: (rule: string) => string
}): HTMLElement {
  const { valid, steps, titles, says, untried } = given
  const tried = new Set(steps.map(({ rule }) => rule))
  return el(
    'div',
    {},
    el(
      'p',
      { class: valid ? 'verdict yes' : 'verdict no', 'data-valid': String(valid) },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, valid ? '✓' : '✗'),
      valid ? '查验通过' : '验证不符',
    ),
    el('p', {}, says),
    el(
      'ol',
      { class: 'steps' },
      ...steps.map(({ rule, holds, says: said }) =>
        el(
          'li',
          { class: holds ? 'yes' : 'no', 'data-rule': rule },
          el('span', { class: 'sign', role: 'img', 'aria-label': holds ? '成立' : '不成立' }, holds ? '✓' : '✗'),
          el('b', {}, titles[rule]),
          el('span', {}, said),
        ),
      ),
      ...Object.keys(titles)
        .filter((rule) => !tried.has(rule))
        .map((rule) =>
          el(
            'li',
            { class: 'untried' },
            el('span', { class: 'sign', role: 'img', 'aria-label': '未查' }, '–'),
            el('b', {}, titles[rule]),
            el('span', {}, untried(rule)),
          ),
        ),
    ),
  )
}
