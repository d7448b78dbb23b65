import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Keeper } from '#kernel/keeper'
import { openNumber } from './cards.ts'
import type { Fact, ReadCode } from './index.ts'
import { numberHere } from './keys.ts'
import type { Scanner } from './scanners.ts'

/** A fact in words. */
export interface Told {
  title: string
  says: string
}

/** To whom something is told, about whom. */
export interface Telling {
  /** The key under which an agency's own numbers of holders are made. */
  telling: Buffer
  scanner: Scanner
  holder: string
  kind: ReadCode['kind']
}

interface Card {
  id: string
  kind: string
  number: Buffer
  master: string
  until: string
}

/** What a scanner is told: what its purpose may have, as it is at this moment, and nothing that the holder does not have. */
export async function tellFacts(tx: Tx, keeper: Keeper, of: Telling, now: Date): Promise<Told[]> {
  const { gives } = of.scanner.purpose
  const [who] = await tx.query<{ name: string; checked: boolean; code: string | null }>(
    of.kind === 'organisation'
      ? 'select name, true as checked, code from identity.organisation where party = $1'
      : 'select name, verified_at is not null as checked, null as code from identity.person where id = $1',
    [of.holder],
  )
  const kinds = gives.flatMap((fact) => ('card' in fact ? [fact.card.name] : []))
  const cards = await tx.query<Card>(
    'select id, kind, number, master, until_on::text as until from code.card where holder = $1 and kind = any($2) and ended_at is null and until_on >= $3 order by until_on desc',
    [of.holder, kinds, dayOf(now)],
  )
  return Promise.all(gives.map(async (fact) => ({ title: fact.title, says: (await says(fact)) ?? '无' })))

  async function says(fact: Fact): Promise<string | undefined> {
    if (fact.tells === 'name') return who?.name
    if (fact.tells === 'checked') return who?.checked ? '是' : '否'
    if (fact.tells === 'credit-code') return who?.code ?? undefined
    if (fact.tells === 'number-here') {
      const { agency, purpose } = of.scanner
      return numberHere(of.telling, agency, purpose.name, of.holder)
    }
    if (!('card' in fact)) return undefined
    const card = cards.find(({ kind }) => kind === fact.card.name)
    if (fact.tells === 'has-card') return card ? '是' : '否'
    return card && `${await openNumber(keeper, card)}，有效期至 ${card.until}`
  }
}
