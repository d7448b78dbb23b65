import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Loading } from '../../look/loading.tsx'
import { useManifest, useTitle } from '../../shell/reader.ts'
import { editionsOf, registers, ruleOf, textsOf } from './rule-data.ts'
import { sideBySide, type Piece, type Row } from './side-by-side.ts'
import './rules.css'

/** A text that may be compared. */
interface Comparable {
  id: string
  title: string
  text: string
  standing: string
}

/** Two texts of an instrument, word by word: what was published, and for its drafters what is not yet. */
export function ComparePage() {
  const { code = '' } = useParams()
  const manifest = useManifest()
  const found = useQuery({ ...ruleOf(code), enabled: manifest.registers[registers.rule] !== undefined })
  const rule = found.data?.[0]
  const published = useQuery({ ...textsOf(rule?.id ?? ''), enabled: rule !== undefined })
  const drafted = useQuery({
    ...editionsOf(rule?.id ?? ''),
    enabled: rule !== undefined && manifest.registers[registers.edition] !== undefined,
  })
  useTitle(rule ? `版本对照：${rule.title}` : '版本对照')
  const error = found.error ?? published.error
  if (error) return <Failed what="版本对照" error={error} retry={() => void found.refetch()} />
  if (found.data && !rule) return <Forbidden what="这项制度" says="没有这个代号的制度，请从制度规范的清单里找。" />
  if (!rule || !published.data || drafted.isLoading) return <Loading lines={10} whole />
  const numbers = new Set(published.data.filter(({ until }) => !until).map(({ number }) => number))
  const texts: Comparable[] = [
    ...published.data.map((one) => ({ ...one, title: `${one.title}，${one.on}` })),
    ...(drafted.data ?? [])
      .filter(({ number }) => !numbers.has(number))
      .map((one) => ({ ...one, title: `${one.title}（第 ${one.number} 版，${wordsOf(one.standing)}）` })),
  ]
  function wordsOf(standing: string) {
    return manifest.registers[registers.edition]?.fields['standing']?.options?.[standing] ?? standing
  }
  return (
    <main id="main" tabIndex={-1} className="page rls cmp">
      <p className="cap">
        <Link to={`/rules/${code}`}>{rule.title}</Link>
      </p>
      <h1>版本对照</h1>
      {texts.length < 2 ? <Empty says="这项制度只有一个版本，还没有可以对照的。" /> : <Compared texts={texts} />}
    </main>
  )
}

function Compared({ texts }: { texts: readonly Comparable[] }) {
  const [query, setQuery] = useSearchParams()
  const [only, setOnly] = useState(false)
  // Where nobody chose: what holds beside what held before it, else the two newest.
  const last = (standing: string) => texts.findLast((one) => one.standing === standing)
  const [former, current] = [last('former'), last('current')]
  const two = former && current ? [former, current] : texts.slice(-2)
  const chosen = (at: string, i: number) => texts.find(({ id }) => id === query.get(at)) ?? (two[i] as Comparable)
  const [before, after] = [chosen('a', 0), chosen('b', 1)]
  const rows = useMemo(() => sideBySide(before.text, after.text), [before.text, after.text])
  const choose = (at: string, id: string) =>
    setQuery({ a: before.id, b: after.id, [at]: id }, { replace: true, preventScrollReset: true })
  const count = (as: Row['as']) => rows.filter((row) => row.as === as).length
  const changes = rows.length - count('same')
  const shown = only ? rows.filter(({ as }) => as !== 'same') : rows
  return (
    <>
      <div className="pick no-print">
        <Choice label="这一版" texts={texts} value={before.id} choose={(id) => choose('a', id)} />
        <Choice label="和这一版比" texts={texts} value={after.id} choose={(id) => choose('b', id)} />
        <label className="only">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} /> 只看改动
        </label>
      </div>
      <p className="as" role="status">
        {changes === 0
          ? '两个版本的文字一样。'
          : `改 ${count('changed')} 段，增 ${count('came')} 段，删 ${count('gone')} 段，其余 ${count('same')} 段没有变。`}
      </p>
      {shown.length > 0 ? (
        <table className="sbs">
          <caption className="sr">
            {before.title} 与 {after.title} 的对照
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">怎么变的</span>
              </th>
              <th scope="col">{before.title}</th>
              <th scope="col">{after.title}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <tr key={i} className={row.as}>
                <th scope="row">{signs[row.as]}</th>
                <Side pieces={row.before} same={row.as === 'same'} />
                <Side pieces={row.after} />
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

const signs = {
  same: <span className="sr">没有变</span>,
  changed: '改',
  gone: '－ 删',
  came: '＋ 增',
} as const

/** One side of a row; on a phone a line that did not change is shown once. */
function Side({ pieces, same }: { pieces: Piece[] | null; same?: boolean }) {
  return (
    <td className={same ? 'twice' : pieces ? undefined : 'none'}>
      {pieces?.map(({ as, words }, i) =>
        as === 'gone' ? (
          <del key={i}>{words}</del>
        ) : as === 'came' ? (
          <ins key={i}>{words}</ins>
        ) : (
          <span key={i}>{words}</span>
        ),
      ) ?? <span className="sr">没有</span>}
    </td>
  )
}

function Choice(props: { label: string; texts: readonly Comparable[]; value: string; choose: (id: string) => void }) {
  const { label, texts, value, choose } = props
  return (
    <label>
      <span className="cap">{label}</span>
      <select className="in-text" value={value} onChange={(event) => choose(event.target.value)}>
        {texts.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
