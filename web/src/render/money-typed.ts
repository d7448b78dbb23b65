import { useState, type ChangeEvent } from 'react'
import { fenOf, inYuan } from '../../../kernel/field/yuan.ts'

/**
 * What an input needs to take a sum: yuan as people type them, kept as whole fen. What is no sum is kept as it was typed,
 * so that the form can say what is wrong with it.
 */
export function useMoneyTyped(value: unknown, set: (value: unknown) => void) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typeof value === 'number' ? inYuan(value) : typeof value === 'string' ? value : ''
  return {
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    placeholder: '0.00',
    value: typed ?? shown,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      setTyped(target.value)
      set(target.value.trim() === '' ? null : (fenOf(target.value) ?? target.value))
    },
    onBlur: () => setTyped(null),
  }
}
