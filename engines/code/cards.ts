import { newId, type Database, type Scope, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { wrappedRows, type Keeper } from '#kernel/keeper'
import type { Actor } from '#engines/identity'
import { faults } from './faults.ts'
import type { CardKind } from './index.ts'

const boundTo = (id: string) => `code/card/${id}`

/** Where the numbers of cards are kept. */
export const cardsWrapped = [
  wrappedRows<{ id: string }>('码上卡证的号码', 'code.card', ['id'], { number: ({ id }) => boundTo(id) }),
]

/** A card's number, which lies sealed and bound to its row. */
export const openNumber = async (keeper: Keeper, card: { id: string; number: Buffer; master: string }) =>
  (await keeper.unwrap(card.number, boundTo(card.id), card.master)).toString()

export interface NewCard {
  agency: string
  kind: CardKind
  /** A person's account, or an organisation's unified social credit code. */
  holder: string
  number: string
  until: string
}

/** Puts a card of the officer's agency onto somebody's code. @throws code/no-such-holder, code/card-held-already */
export async function issueCard(
  tx: Tx,
  keeper: Keeper,
  at: Date,
  actor: Actor & { person: string },
  card: NewCard,
): Promise<string> {
  const [holder] = await tx.query<{ id: string; name: string }>(
    `select id, name from identity.person where account = $1 and ended_at is null
     union all select party, name from identity.organisation where code = $1 limit 1`,
    [card.holder],
  )
  if (!holder) throw faults['no-such-holder']()
  const id = newId(at)
  const made = await tx.query(
    `insert into code.card (id, holder, holder_name, kind, agency, number, master, until_on, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (holder, kind, agency) where ended_at is null do nothing returning id`,
    [
      ...[
        id,
        holder.id,
        holder.name,
        card.kind.name,
        card.agency,
        await keeper.wrap(Buffer.from(card.number), boundTo(id)),
      ],
      ...[keeper.master, card.until, actor.person, at],
    ],
  )
  if (made.length === 0) throw faults['card-held-already']({ title: card.kind.title })
  await told(tx, 'issued', id, at, actor.person, { kind: card.kind.name, agency: card.agency, until: card.until })
  return id
}

/** Takes a card off its holder's code; no scanner is told of it any more. @throws code/no-such-card */
export async function endCard(tx: Tx, at: Date, actor: Actor & { person: string }, id: string) {
  const [ended] = await tx.query('update code.card set ended_at = $2 where id = $1 and ended_at is null returning id', [
    id,
    at,
  ])
  if (!ended) throw faults['no-such-card']()
  await told(tx, 'ended', id, at, actor.person, {})
}

const told = (tx: Tx, what: string, id: string, at: Date, actor: string, about: Record<string, unknown>) =>
  publish(tx, { kind: `card.${what}`, actor, subject: `card:${id}`, at, about })

/** The cards in force that an agency has issued, the newest first; numbers stay sealed. */
export const listCards = (database: Database, scope: Scope, after: string | undefined) =>
  database.read<{ id: string; agency: string; kind: string; holderName: string; until: string; at: Date }>(
    scope,
    `select id, agency, kind, holder_name as "holderName", until_on::text as until, at from code.card where ended_at is null and ($1::uuid is null or id < $1) order by id desc limit 50`,
    [after ?? null],
  )

/** The cards on somebody's own code. */
export const cardsOf = async (database: Database, keeper: Keeper, holder: string) =>
  Promise.all(
    (
      await database.read<{ id: string; kind: string; agency: string; number: Buffer; master: string; until: string }>(
        { person: holder },
        'select id, kind, agency, number, master, until_on::text as until from code.card where holder = $1 and ended_at is null order by kind, id limit 100',
        [holder],
      )
    ).map(async ({ number, master, ...card }) => ({
      ...card,
      number: await openNumber(keeper, { id: card.id, number, master }),
    })),
  )
