import { askingIn, type Row, type Tx } from '#kernel/database'
import { covers, identityFaults, reachOf } from '#engines/identity/run'
import { declaredOf, type RecordOf, type Register } from '#engines/register'
import { create, hold, referring, type By } from '#engines/register/run'
import { begunOf } from './begun.ts'
import { faults } from './faults.ts'
import type { Assessment } from './index.ts'

/**
 * A new version of a scheme that has begun, as a draft: its leaves and objects once more, to be changed and begun in its
 * place. What was told stays told.
 * @returns the new scheme's id. @throws assessment/no-such-scheme assessment/not-ready identity/not-granted
 */
export async function revise(tx: Tx, { title, name, registers }: Assessment, id: string, by: By): Promise<string> {
  const row = (await hold(tx, registers.scheme, id)) as (Row & RecordOf<Register>) | undefined
  const begun = await begunOf(askingIn(tx), id, 'for update')
  if (!row || !begun) throw faults['no-such-scheme']()
  if (!covers(by.actor, reachOf(by.actor, { kind: 'assessment', name }, 'revise'), row))
    throw identityFaults['not-granted']({ action: '另立新版', on: title })
  const refuse = (why: string) => faults['not-ready']({ what: '另立新版', why })
  if (begun.replacedBy) throw refuse('这一版已由新版代替，请从新版另立')
  if (begun.finalAt) throw refuse('结果已经定稿')
  const [draft] = await referring(tx, registers.scheme, 'replaces', id)
  if (draft) throw refuse('已经另立了一版，还没有启动，请接着改那一版')
  const said = declaredOf(row) as Row
  const made = await create(
    tx,
    registers.scheme,
    { ...said, standing: 'draft', replaces: id, edition: (said['edition'] as number) + 1 },
    by,
  )
  for (const register of [registers.leaf, registers.object])
    for (const part of await referring(tx, register, 'scheme', id))
      await create(tx, register, { ...declaredOf(part), scheme: made.id } as Row, by)
  return made.id
}
