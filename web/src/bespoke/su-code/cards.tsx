import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { longDate } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { useNames } from '../../shell/reader.ts'
import { heldCards, type HeldCard } from './code-data.ts'

/** The cards on the holder's own code; a number is shown when the holder asks for it. */
export function Cards() {
  const found = useQuery(heldCards)
  return (
    <section aria-labelledby="cards">
      <h2 id="cards">我的卡证</h2>
      {found.error ? (
        <p className="wrong" role="alert">
          {found.error.message}
        </p>
      ) : null}
      {found.data?.length === 0 ? <Empty says="还没有卡证。发证单位加载到您的码上以后，会列在这里。" /> : null}
      <ul className="cards">
        {found.data?.map((card) => (
          <Card key={card.id} of={card} />
        ))}
      </ul>
    </section>
  )
}

function Card({ of }: { of: HeldCard }) {
  const [open, setOpen] = useState(false)
  const { agency } = useNames()
  return (
    <li>
      <span>
        <b>{of.title}</b>
        <span className="cap">
          {agency(of.agency)}，有效期至 {longDate(of.until)}
        </span>
        <span className="number">{open ? of.number : masked(of.number)}</span>
      </span>
      <button
        type="button"
        className="bt q"
        aria-label={`${open ? '隐去' : '显示'}${of.title}号码`}
        onClick={() => setOpen(!open)}
      >
        {open ? '隐去' : '显示'}
      </button>
    </li>
  )
}

/** The last two letters, where there are enough before them. */
const masked = (number: string) => `••••••${number.length > 4 ? number.slice(-2) : ''}`
