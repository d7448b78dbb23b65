import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { DoubtedWords } from '../../look/doubt.tsx'
import { typeset } from '../../look/typeset.ts'
import type { PlanDoubt, PlanTarget } from './plan-data.ts'
import { targetWords } from './target-words.ts'

interface Span {
  from: number
  until: number
  target?: PlanTarget
  doubt?: PlanDoubt
}

/** A sentence of the plan with its promised numbers underlined and its doubtful words waved. */
export function MarkedText(props: { text: string; targets?: PlanTarget[]; doubts?: PlanDoubt[]; to: string }) {
  const { text, targets = [], doubts = [], to } = props
  const waved = place(
    text,
    doubts.filter((one) => one.standing === 'open'),
    (doubt) => ({ doubt }),
  )
  const numbers = place(text, targets, (target) => ({ target }))
  return (
    <>
      {pieces(waved, 0, text.length).map(({ span, from, until }) => {
        const inner = pieces(numbers, from, until).map((piece) => {
          const words = typeset(text).slice(piece.from, piece.until)
          if (!piece.span?.target) return <Fragment key={piece.from}>{words}</Fragment>
          return (
            <Link
              key={piece.from}
              className="tg"
              to={to}
              preventScrollReset
              title={`目标：${piece.span.target.name} ${targetWords(piece.span.target)}`}
            >
              {words}
            </Link>
          )
        })
        return span?.doubt ? (
          <DoubtedWords key={from} says={span.doubt.says}>
            {inner}
          </DoubtedWords>
        ) : (
          <Fragment key={from}>{inner as ReactNode}</Fragment>
        )
      })}
    </>
  )
}

/** Finds each quote once, in order, never over another of its own kind. */
function place<Quoted extends { quote: string | null }>(
  text: string,
  quoted: Quoted[],
  carry: (one: Quoted) => Partial<Span>,
): Span[] {
  const spans: Span[] = []
  for (const one of quoted.toSorted((a, b) => (b.quote?.length ?? 0) - (a.quote?.length ?? 0))) {
    const quote = one.quote?.trim()
    if (!quote) continue
    let from = text.indexOf(quote)
    while (from >= 0 && spans.some((span) => from < span.until && from + quote.length > span.from)) {
      from = text.indexOf(quote, from + 1)
    }
    if (from >= 0) spans.push({ from, until: from + quote.length, ...carry(one) })
  }
  return spans.toSorted((a, b) => a.from - b.from)
}

/** Cuts a stretch of text at the edges of spans. */
function pieces(spans: Span[], start: number, end: number) {
  const cut: { from: number; until: number; span?: Span }[] = []
  let at = start
  for (const span of spans) {
    const from = Math.max(span.from, at)
    const until = Math.min(span.until, end)
    if (from >= until) continue
    if (from > at) cut.push({ from: at, until: from })
    cut.push({ from, until, span })
    at = until
  }
  if (at < end) cut.push({ from: at, until: end })
  return cut
}
