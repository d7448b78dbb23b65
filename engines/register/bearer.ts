import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import type { Row, Tx } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { ownerOf } from '#engines/identity/run'
import { bareColumnOf, bareTableOf, sealedFieldsOf, type Register } from './index.ts'
import { citizenIndexOf } from './sealing.ts'

const isSealed = (register: Register, name: string) => sealedFieldsOf(register).some(([sealed]) => sealed === name)

/**
 * Whose a new row is: its writer's, or, where its register says so, whoever bears the number in it — a citizen whose papers
 * were read, or an organisation — whoever wrote it; nobody's, where they have no account yet.
 */
export async function whoseIs(tx: Tx, register: Register, row: Row, actor: Actor): Promise<string | null> {
  if (register.bearer.length === 0) return ownerOf(actor)
  for (const name of register.bearer) {
    const value = row[name]
    if (typeof value !== 'string') continue
    const [found] = isSealed(register, name)
      ? await tx.query<{ id: string }>(
          'select id from identity.person where citizen = $1 and citizen_agreed_by is not null and ended_at is null',
          [citizenIndexOf(tx, value)],
        )
      : await tx.query<{ id: string }>('select party as id from identity.organisation where code = $1', [value])
    if (found) return found.id
  }
  return null
}

/** Once somebody's papers were read, the rows that bear their number are theirs. */
export const claims = (house: House): readonly Hearer[] => {
  const borne = [...house.parts<Register>('register').values()].flatMap((register) =>
    register.bearer.filter((name) => isSealed(register, name)).map((name) => ({ register, name })),
  )
  return [
    {
      hears: ['person.verified'],
      does: async (tx, event) => {
        const { citizen } = event.held as { citizen: string | null }
        if (!citizen) return
        for (const { register, name } of borne)
          tx.run('select record.claim($1, $2, $3, $4)', [
            ...[bareTableOf(register), bareColumnOf(name), citizen],
            event.subject.split(':')[1],
          ])
      },
    },
  ]
}
