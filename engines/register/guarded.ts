import { definePoint, type House } from '#kernel/engine'
import type { Refusal } from '#kernel/fault'
import type { Register } from './index.ts'

/** What an upper floor refuses a row of some registers by, where it hears that one comes or changes. */
export interface Guarded {
  /** The register's name. */
  over: string
  refuses: readonly Refusal[]
}

/** Where upper floors say by what they refuse rows, so that the routes which write them declare it. */
export const guardedRows = definePoint<(house: House) => readonly Guarded[]>('guarded rows')

/** What a row of a register may be refused by beyond what the register itself asks. */
export const refusalsOver = (house: House, { name }: Pick<Register, 'name'>): readonly Refusal[] =>
  house
    .given(guardedRows)
    .flatMap((guarded) => guarded(house).flatMap(({ over, refuses }) => (over === name ? refuses : [])))
