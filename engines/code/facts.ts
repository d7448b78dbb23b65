/** A kind of card that an agency issues onto the code: a reader card, a concession, an insurance number. */
export interface CardKind {
  readonly name: string
  readonly title: string
}

/** Something about a holder that a scanner may be told. */
export type Fact =
  | { readonly tells: 'name' | 'checked' | 'credit-code' | 'number-here'; readonly title: string }
  | { readonly tells: 'card' | 'has-card'; readonly title: string; readonly card: CardKind }

/** Declares a kind of card. */
export const defineCard = (name: string, d: { title: string }): CardKind => ({ name, ...d })

/** What may be told, in words of its own. */
export const tells = {
  /** The name of the person, or of the organisation. */
  name: { tells: 'name', title: '姓名或名称' },
  /** Whether an officer has checked the person's papers. */
  checked: { tells: 'checked', title: '是否实名核验' },
  /** An organisation's unified social credit code. @source GB 32100 */
  creditCode: { tells: 'credit-code', title: '统一社会信用代码' },
  /** A number that is always the same for one agency and purpose, and says nothing to any other. */
  numberHere: (title: string): Fact => ({ tells: 'number-here', title }),
  /** A card's number and last day. */
  card: (card: CardKind): Fact => ({ tells: 'card', title: `${card.title}号码和有效期`, card }),
  /** Whether a card is held and in force; no more. */
  hasCard: (card: CardKind): Fact => ({ tells: 'has-card', title: `是否持有${card.title}`, card }),
} as const satisfies Record<string, Fact | ((...given: never[]) => Fact)>

/** Whether a fact leads to somebody: such a fact is never given without being asked for. */
export const names = (fact: Fact): boolean => fact.tells !== 'has-card' && fact.tells !== 'checked'
