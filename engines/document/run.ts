import type { Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { RecordOf, Register } from '#engines/register'
import { create, type By } from '#engines/register/run'
import { faults } from './faults.ts'
import type { DocumentRead, Intake, OfficialDocument, Print } from './index.ts'

export { faults as documentFaults } from './faults.ts'
export { readDocument } from './reader.ts'

/** How rows of a register are printed; nothing where nobody declares it. */
export const printOf = (house: House, register: Pick<Register, 'name'>): Print | undefined =>
  [...house.parts<Print>('print').values()].find(({ of }) => of.name === register.name)

/** Prints a register's row as an official document in Word. @throws document/not-printed */
export async function print(house: House, register: Register, row: RecordOf<Register>): Promise<Buffer> {
  const found = printOf(house, register)
  if (!found) throw faults['not-printed']({ register: register.title })
  return writeOut(found.writes(row as never))
}

/** A document in Word. @source GB/T 9704-2012; ISO/IEC 29500-1 */
export async function writeOut(document: OfficialDocument): Promise<Buffer> {
  const { writeOfficial } = await import('./write/official.ts')
  return writeOfficial(document)
}

/** Writes what was read to an intake's registers, in their order. @returns the first row of the first register */
export async function takeIn(
  tx: Tx,
  intake: Intake,
  read: DocumentRead,
  file: string,
  by: By,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<string> {
  const made = new Map<string, RecordOf<Register>[]>()
  const at = (register: { name: string }) => made.get(register.name) ?? []
  for (const [i, { register, rows }] of intake.writes.entries()) {
    const written: RecordOf<Register>[] = []
    for (const row of rows(read, at as never, file)) written.push(await create(tx, register, row, by))
    made.set(register.name, written)
    await progress((i + 1) / intake.writes.length)
  }
  return at(intake.writes[0]?.register as Register)[0]?.id as string
}
