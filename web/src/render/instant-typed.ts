import type { ChangeEvent } from 'react'
import { instantTyped, wall } from '../look/dates.ts'

/** What an input of a day and a time needs to take an instant by the city's wall clock. */
export function instantInput(value: unknown, set: (value: unknown) => void) {
  return {
    type: 'datetime-local',
    min: '1900-01-01T00:00',
    max: '2199-12-31T23:59',
    value: typeof value === 'string' ? localOf(value) : '',
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => set(instantTyped(target.value)),
  }
}

function localOf(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return ''
  const { date, time, second } = wall(instant)
  return second === '00' ? `${date}T${time}` : `${date}T${time}:${second}`
}
