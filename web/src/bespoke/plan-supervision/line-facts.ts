import type { Manifest } from '../../../../platform/manifest.ts'
import { casesPath, listPath } from '../../shell/navigation.ts'
import { supervision, type Line } from './plan-data.ts'

/** The case of a row when it has one, or else the row itself. */
export function linePath(manifest: Manifest, line: Line): string {
  return line.case
    ? `${casesPath(manifest, supervision)}/${line.case.id}`
    : `${listPath(manifest, 'plan-task')}/${line.id}`
}

/** 13, or 13.2 for the second row of a task. */
export const numberOf = ({ number, part }: Line): string => `${number}${Number(part) > 1 ? `.${part}` : ''}`

/** Percent as last reported; null when nobody has reported. */
export function percentOf(line: Line): number | null {
  return factOf(line, 'percent')
}

/** The mean of what the counties reported on a row; null when none has. */
export function countyPercentOf(line: Line): number | null {
  return factOf(line, 'countyPercent')
}

function factOf(line: Line, name: string): number | null {
  const fact = line.case?.facts[name]
  return typeof fact === 'number' ? fact : null
}
