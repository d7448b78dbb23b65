import { useState } from 'react'
import { withParts, type Words } from '../../../engines/counter/index.ts'
import type { RegisterFace } from '../../../platform/manifest.ts'
import { Value } from '../render/value.tsx'
import { useParts } from './parts.ts'
import type { OwnDraft } from './device.ts'

/** What two have written in two ways, side by side: nothing is filed before one of each is decided on. */
export function Apart(props: {
  draft: OwnDraft
  face: RegisterFace
  decide: (words: Words, parts: string[]) => Promise<void>
}) {
  const { draft, face, decide } = props
  const [chosen, setChosen] = useState<Record<string, 'stands' | 'other'>>({})
  const [busy, setBusy] = useState(false)
  const fieldOf = useParts(face, draft.words)
  const all = draft.apart.every(({ part }) => chosen[part])
  return (
    <form
      className="apart"
      aria-label="两种写法"
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        const taken = draft.apart.map(
          (one) => [one.part, chosen[one.part] === 'other' ? one.other : one.stands] as const,
        )
        void decide(
          withParts(draft.words, taken),
          draft.apart.map(({ part }) => part),
        ).finally(() => setBusy(false))
      }}
    >
      <h2>有 {draft.apart.length} 处两个人写得不一样</h2>
      <p className="m">两种写法都留着。逐处选定用哪一种，选完再交。</p>
      {draft.apart.map((one) => {
        const field = fieldOf(one.part)
        const way = (which: 'stands' | 'other', says: string) => (
          <label>
            <input
              type="radio"
              name={one.part}
              checked={chosen[one.part] === which}
              onChange={() => setChosen({ ...chosen, [one.part]: which })}
            />{' '}
            {one[which] === null ? '（不填）' : <Value field={field} value={one[which]} />}
            <span className="m">{says}</span>
          </label>
        )
        return (
          <fieldset key={one.part}>
            <legend>{field.label}</legend>
            {way('stands', '先送上来的')}
            {way('other', `${one.by}后送上来的`)}
          </fieldset>
        )
      })}
      <p className="do">
        <button type="submit" className="bt p" disabled={!all || busy}>
          用选定的
        </button>
      </p>
    </form>
  )
}
