import { useEffect, useId, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { Icon } from '../../look/icon.tsx'
import { Marked } from '../../look/marked.tsx'
import { useFound, type Hit } from './found.ts'
import { forgetSearches, noteSearch, recentSearches } from './recent.ts'
import { wordsOf } from './words.ts'
import './search.css'

/** Search over the page: type, move with the arrows, Enter opens, Esc closes. */
export function SearchLayer({ close }: { close: () => void }) {
  const navigate = useNavigate()
  const { key: place } = useLocation()
  const from = useRef(place)
  const [typed, setTyped] = useState('')
  const [recent, setRecent] = useState(recentSearches)
  const [chosen, setChosen] = useState(0)
  const frame = useRef<HTMLDialogElement>(null)
  const id = useId()
  const found = useFound(typed, false)
  const words = wordsOf(found.q)
  const empty = typed.trim() === ''
  const all = `/search?q=${encodeURIComponent(typed.trim())}`
  const hits: Hit[] = empty
    ? recent.map((one) => ({
        id: `recent-${one}`,
        title: one,
        says: '',
        note: '',
        path: `/search?q=${encodeURIComponent(one)}`,
      }))
    : [
        ...found.groups.flatMap((group) => group.hits),
        { id: 'all', title: `看“${typed.trim()}”的全部结果`, says: '', note: '', path: all },
      ]
  const at = Math.min(chosen, hits.length - 1)
  const groups = empty ? [{ title: '最近搜过', hits }] : [...found.groups, { title: '', hits: hits.slice(-1) }]

  useEffect(() => frame.current?.showModal(), [])
  useEffect(() => setChosen(0), [found.q, empty])
  useEffect(() => {
    if (place !== from.current) close()
  }, [place, close])

  const note = (hit: Hit) => noteSearch(empty ? hit.title : typed)
  const move = (by: number) => {
    if (hits.length === 0) return
    const next = (at + by + hits.length) % hits.length
    setChosen(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => {
    const hit = found.behind && !empty ? hits.at(-1) : hits[at]
    if (!hit) return
    note(hit)
    void navigate(hit.path)
  }
  let number = -1
  return (
    <dialog
      ref={frame}
      className="ov no-print"
      aria-label="搜索"
      onClose={close}
      onClick={(event) => {
        if (event.target === frame.current) frame.current.close()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault()
          move(event.key === 'ArrowDown' ? 1 : -1)
        }
      }}
    >
      <form
        className="f"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          open()
        }}
      >
        <Icon name="find" />
        <input
          type="search"
          role="combobox"
          aria-label="搜登记、办件、系统"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={hits.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder="搜登记、办件、系统、附件"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="button" className="bt q" onClick={() => frame.current?.close()}>
          关闭
        </button>
      </form>
      <div className="r" id={`${id}-list`} role="listbox" aria-label="搜索结果" aria-busy={found.behind && !empty}>
        {groups.map((group) =>
          group.hits.length === 0 ? null : (
            <div key={group.title} role="group" aria-label={group.title || '全部结果'}>
              {group.title ? <h3 aria-hidden="true">{group.title}</h3> : null}
              {group.hits.map((hit) => {
                number += 1
                const mine = number
                return (
                  <Link
                    key={hit.id}
                    id={`${id}-${mine}`}
                    role="option"
                    aria-selected={mine === at}
                    tabIndex={-1}
                    className={mine === at ? 's' : undefined}
                    to={hit.path}
                    onClick={() => note(hit)}
                    onMouseMove={() => setChosen(mine)}
                  >
                    <span>
                      <Marked text={hit.title} words={empty || hit.id === 'all' ? [] : words} />
                      {hit.says ? (
                        <small className="y">
                          <Marked text={hit.says} words={words} />
                        </small>
                      ) : null}
                    </span>
                    {hit.note ? <small>{hit.note}</small> : null}
                  </Link>
                )
              })}
            </div>
          ),
        )}
      </div>
      <p className="x" role="status">
        {empty
          ? recent.length === 0
            ? '几个词之间空一格，都有的才列出；“加引号”按原样找。'
            : ''
          : found.error
            ? `没有搜成：${found.error.message}`
            : found.pending
              ? '正在找'
              : found.groups.length === 0 && !found.behind
                ? `没有找到“${found.q}”。少写一个词，或换一种说法再找。`
                : ''}
        {found.error && !empty ? (
          <button type="button" className="bt q" onClick={found.retry}>
            再试一次
          </button>
        ) : null}
      </p>
      <div className="e">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> 选择
        </span>
        <span>
          <kbd>Enter</kbd> 打开
        </span>
        <span>
          <kbd>Esc</kbd> 关闭
        </span>
        {empty && recent.length > 0 ? (
          <button
            type="button"
            className="clr"
            onClick={() => {
              forgetSearches()
              setRecent([])
            }}
          >
            清除最近搜过的
          </button>
        ) : null}
      </div>
    </dialog>
  )
}
