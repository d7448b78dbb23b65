import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNames } from '../../shell/reader.ts'
import { cards, type HeldCard } from './code-data.ts'

/** The cards on the reader's code; a number is shown when it is asked for. */
export function Cards() {
  const found = useQuery(cards)
  if (!found.data) return null
  return (
    <section aria-labelledby="cards">
      <h2 id="cards">我的卡证</h2>
      {found.data.length === 0 ? <p className="m">码上还没有卡证。发证的单位加载之后会列在这里。</p> : null}
      <ul className="rows">
        {found.data.map((card) => (
          <Card key={card.id} card={card} />
        ))}
      </ul>
    </section>
  )
}

function Card({ card }: { card: HeldCard }) {
  const names = useNames()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <span>
        <b>{card.title}</b> {open ? card.number : `${card.number.slice(0, 2)}••••`}
        <br />
        <span className="cap">
          {names.agency(card.agency)}，有效期至 {card.until}
        </span>
      </span>
      <button type="button" className="bt q" aria-pressed={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : '显示号码'}
      </button>
    </li>
  )
}
