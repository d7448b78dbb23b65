import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { FieldFace } from '../../../platform/manifest.ts'
import { useElder } from '../look/size.ts'
import { isBlank, isNeeded } from '../render/faults.ts'
import { useFilled } from '../render/filled.ts'
import { fieldAround } from '../render/questions.ts'
import { Refused } from '../render/refused.tsx'
import { Value } from '../render/value.tsx'
import { useTitle } from '../shell/reader.ts'
import { Ask } from './ask.tsx'
import { Back } from './frame.tsx'
import { Help } from './help.tsx'
import type { Known } from './known.ts'
import { ReadOut } from './read-out.tsx'

const atReview = '*'

/**
 * A form one question a screen. What is known is not asked, and stands with where it is from on the last screen, where
 * everything is looked over before it is sent. The address says which question it is, so that going back goes back.
 */
export function Steps(props: {
  draft: string
  title: string
  says?: string | undefined
  fields: Record<string, FieldFace>
  /** The steps of the form: a question stands under the title of its own. */
  sections?: readonly { title: string; says?: string; asks: readonly string[] }[]
  known: Record<string, Known>
  /** What is read before it is sent. */
  reads?: ReactNode
  submit: string
  back: { to: string; says: string }
  send: (values: Record<string, unknown>, key: string) => Promise<void>
  done: () => void
  stale?: () => void
}) {
  const { draft, title, says, sections = [], known, reads, submit, back, send, done, stale } = props
  const [query, setQuery] = useSearchParams()
  const [elder] = useElder()
  const heading = useRef<HTMLHeadingElement>(null)
  const to = (name: string, fix = false) => {
    const next = new URLSearchParams(query)
    next.set('q', name)
    if (fix) next.set('fix', '1')
    else next.delete('fix')
    return next
  }
  const filled = useFilled({
    ...{ draft, fields: props.fields, send, done, stale },
    initial: Object.fromEntries(Object.entries(known).map(([name, one]) => [name, one.value])),
    atFault: (name) => setQuery(to(name, query.get('q') === atReview || query.has('fix'))),
  })
  const { fields, values, touched, faults, refusal, busy, uploading, restored, set, restart, fits, go } = filled
  const questions = Object.keys(fields).filter((name) => !known[name])
  const asked = query.get('q')
  // Where the address names no question it is the first that nobody had answered when the form was opened: typing goes nowhere.
  const [began] = useState(() => questions.find((name) => !(name in touched)) ?? atReview)
  const at = asked === atReview || (asked && fields[asked]) ? asked : began
  const place = questions.indexOf(at)
  const field = fields[at]
  const section = sections.find(({ asks }) => asks.includes(fieldAround(at)))
  const fixing = query.has('fix') && at !== atReview
  const before = at === atReview ? questions.at(-1) : questions[place - 1]
  useTitle(title)
  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else heading.current?.focus()
    scrollTo(0, 0)
  }, [at])
  /** Where an answer is from that nobody touched. */
  const standing = (name: string) => (name in touched ? undefined : known[name]?.from)
  const next = () => {
    if (!fits([at])) return
    if (!(at in touched)) set(at, values[at] ?? null)
    setQuery(to(fixing ? atReview : (questions[place + 1] ?? atReview)))
  }
  const way = fixing
    ? { to: `?${to(atReview)}`, says: '核对' }
    : before
      ? { to: `?${to(before)}`, says: '上一问' }
      : back
  return (
    <>
      <Back to={way.to} says={way.says}>
        {field && place >= 0 ? `第 ${place + 1} 问，共 ${questions.length} 问` : title}
      </Back>
      <div className="ct-pr" aria-hidden="true">
        {questions.map((name, n) => (
          <i key={name} className={at === atReview || n <= place ? 'y' : undefined} />
        ))}
      </div>
      <main id="main" className="cit step">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (field) next()
            else void go()
          }}
        >
          <h1 ref={heading} tabIndex={-1} id={field ? `l-${at}` : undefined}>
            {field
              ? `${field.label}${field.unit && field.widget !== 'percent' ? `（${field.unit}）` : ''}`
              : questions.length === 0 && Object.keys(fields).length === 0
                ? title
                : '这些对不对？'}
          </h1>
          {field ? (
            <>
              {elder ? <ReadOut words={[field.label, field.help ?? ''].join('。')} /> : null}
              {section ? <p className="wh">{[section.title, section.says].filter(Boolean).join('：')}</p> : null}
              {place === 0 && says ? <p className="wh">{says}</p> : null}
              {field.help ? (
                <p className="wh" id={`h-${at}`}>
                  {field.help}
                </p>
              ) : null}
              {known[at] ? <p className="wh">{known[at].from}</p> : null}
              <Ask
                key={at}
                name={at}
                field={field}
                value={values[at]}
                fault={faults[at] || null}
                set={(value) => set(at, value)}
              />
              {faults[at] ? (
                <p className="bad" id={`e-${at}`} role="alert">
                  {faults[at]}
                </p>
              ) : null}
            </>
          ) : (
            <>
              <p className="wh">{says && questions.length === 0 ? says : '已有的记录不用您再填，不对的可以改。'}</p>
              {reads}
              <dl className="kn">
                {Object.entries(fields).map(([name, one]) => (
                  <div key={name}>
                    <dt>{one.label}</dt>
                    <dd>
                      <Value field={one} value={values[name]} />
                    </dd>
                    {isBlank(values[name]) ? null : <dd className="f">{standing(name) ?? '您填的'}</dd>}
                    <dd className="a">
                      <Link to={`?${to(name, true)}`}>
                        {isBlank(values[name]) ? '填' : standing(name) ? '不对' : '改'}
                        <span className="sr">：{one.label}</span>
                      </Link>
                    </dd>
                  </div>
                ))}
              </dl>
              {refusal ? <Refused refusal={refusal} /> : null}
            </>
          )}
          <footer className="fe">
            <button type="submit" className="go" disabled={busy || uploading}>
              {uploading
                ? '文件还在上传'
                : field
                  ? fixing
                    ? '改好了'
                    : goOn(field, values[at])
                  : busy
                    ? '正在交'
                    : submit}
            </button>
            {restored ? (
              <p className="cap" role="status">
                上次填到这里，都还在。
                <button type="button" className="lnk" onClick={() => (restart(), setQuery({}))}>
                  不要了，重新填
                </button>
              </p>
            ) : elder || Object.keys(fields).length === 0 ? null : (
              <p className="cap">{field ? '填到哪存到哪，关了再来也在' : '交之前都可以改'}</p>
            )}
            {elder ? <Help /> : null}
          </footer>
        </form>
      </main>
    </>
  )
}

const goOn = (field: FieldFace, value: unknown) => (isNeeded(field) || !isBlank(value) ? '下一问' : '跳过，不填')
