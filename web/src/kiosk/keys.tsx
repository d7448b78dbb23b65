import { useEffect, useRef, useState } from 'react'
import { SimpleKeyboard } from 'simple-keyboard'
import chinese from 'simple-keyboard-layouts/build/layouts/chinese.js'
import 'simple-keyboard/build/css/index.css'

type Typed = HTMLInputElement | HTMLTextAreaElement
const noWords = ['date', 'month', 'time', 'datetime-local', 'checkbox', 'radio', 'file', 'range', 'color', 'hidden']

/** What somebody types into with keys, if anything. */
const typedInto = (target: EventTarget | null): Typed | null =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !noWords.includes(target.type))
    ? target
    : null

/** Fields of numbers, and of numbers that may end in a letter, say so. */
const isDigits = (one: Typed) =>
  ['numeric', 'decimal', 'tel', 'text'].includes(one.getAttribute('inputmode') ?? '') || one.type === 'number'

// Its types call it a module of another kind than what is bundled.
const candidates = (chinese as unknown as { layoutCandidates: Record<string, string> }).layoutCandidates

const layouts = {
  pinyin: ['q w e r t y u i o p', 'a s d f g h j k l', '{shift} z x c v b n m {bksp}', '{digits} ， 。 {space} {done}'],
  digits: ['1 2 3', '4 5 6', '7 8 9', 'X 0 {bksp}', '{letters} . {done}'],
}
const display = {
  '{bksp}': '删',
  '{space}': '空格',
  '{done}': '收起',
  '{digits}': '数字',
  '{letters}': '拼音',
  '{shift}': '清空',
}

/** Keys on the screen, where something is typed into: a machine has no others. */
export function Keys() {
  const [into, setInto] = useState<Typed | null>(null)
  const [layout, setLayout] = useState<keyof typeof layouts>('pinyin')
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const come = ({ target }: FocusEvent) => {
      const one = typedInto(target)
      if (one) setLayout(isDigits(one) ? 'digits' : 'pinyin')
      if (!frame.current?.contains(target as Node)) setInto(one)
    }
    addEventListener('focusin', come)
    return () => removeEventListener('focusin', come)
  }, [])
  useEffect(() => {
    if (!into || !frame.current) return
    const keyboard = new SimpleKeyboard(frame.current.firstElementChild as HTMLDivElement, {
      layout: layouts,
      layoutName: layout,
      display,
      ...(layout === 'pinyin' && { layoutCandidates: candidates, layoutCandidatesPageSize: 8 }),
      preventMouseDownDefault: true,
      ...(into.maxLength > 0 && { maxLength: into.maxLength }),
      onChange: (words) => write(into, words),
      onKeyPress: (key) => {
        if (key === '{done}') setInto(null)
        else if (key === '{digits}') setLayout('digits')
        else if (key === '{letters}') setLayout('pinyin')
        else if (key === '{shift}') {
          keyboard.clearInput()
          write(into, '')
        }
      },
    })
    keyboard.setInput(into.value)
    into.scrollIntoView({ block: 'center' })
    return () => keyboard.destroy()
  }, [into, layout])
  return (
    <div ref={frame} className="ki-keys" hidden={!into} role="region" aria-label="屏幕键盘">
      <div className="keys" />
    </div>
  )
}

/** Writes words into a field as if they were typed, so that whatever listens to it hears of them. */
function write(into: Typed, words: string) {
  const prototype = into instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(into, words)
  into.dispatchEvent(new Event('input', { bubbles: true }))
}
