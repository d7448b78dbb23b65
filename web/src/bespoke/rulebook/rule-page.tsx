import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { wall } from '../../look/dates.ts'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { typeset } from '../../look/typeset.ts'
import { useManifest, useNames, useNow, useSession, useTitle } from '../../shell/reader.ts'
import { articlesOf, lightOf, registers, ruleOf, textsOf, type Article, type Rule, type Text } from './rule-data.ts'
import './rules.css'

/** One instrument: its articles, each at an address of its own, the draft that is open for comment, and how it was before. */
export function RulePage() {
  const { code = '' } = useParams()
  const face = useManifest().registers[registers.rule]
  const found = useQuery({ ...ruleOf(code), enabled: face !== undefined })
  const rule = found.data?.[0]
  useTitle(rule?.title ?? '制度规范')
  if (!face) return <Forbidden what="制度规范" />
  if (found.error) return <Failed what="这项制度" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  if (!rule) return <Forbidden what="这项制度" says="没有这个代号的制度，请从制度规范的清单里找。" />
  return (
    <main id="main" tabIndex={-1} className="page rls">
      <p className="cap">
        <Link to="/rules">制度规范</Link>
      </p>
      <h1>{rule.title}</h1>
      <Standing rule={rule} />
      <Articles rule={rule} />
    </main>
  )
}

function Standing({ rule }: { rule: Rule }) {
  const face = useManifest().registers[registers.rule]
  const names = useNames()
  const today = wall(useNow()).date
  const facts: [string, string | null][] = [
    ['制定单位', names.agency(rule.issuer)],
    ['类别', face?.fields['sort']?.options?.[rule.sort] ?? rule.sort],
    ['施行日期', rule.inForceOn],
    ['计划出台', rule.plannedOn],
    ['计划里怎么写', rule.planItem],
  ]
  return (
    <>
      <p className="as">
        <Light face={lightOf(rule, today, face?.fields['standing']?.options ?? {})} />
      </p>
      <dl className="facts">
        {facts.map(([title, says]) =>
          says ? (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{says}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  )
}

function Articles({ rule }: { rule: Rule }) {
  const texts = useQuery(textsOf(rule.id))
  const found = useQuery(articlesOf(rule.id))
  useAddressed(found.data !== undefined)
  if (found.error) return <Failed what="条款" error={found.error} retry={() => void found.refetch()} inside />
  if (!found.data) return <Loading lines={8} />
  const inForce = found.data.filter(({ standing }) => standing === 'in-force')
  const gone = found.data.filter(({ standing }) => standing !== 'in-force')
  const held = new Set(inForce.map(({ number }) => number))
  const drafts = (...standings: string[]) => (texts.data ?? []).filter(({ standing }) => standings.includes(standing))
  const closed = drafts('closed').toReversed()
  // An address that was given out leads on to where its article was, once it is out of force.
  const last = new Map(gone.filter(({ number }) => !held.has(number)).map((one) => [one.number, one.id]))
  return (
    <>
      {texts.data && texts.data.length > 1 ? (
        <p className="do no-print">
          <Link className="bt" to={`/rules/${rule.code}/compare`}>
            对照两个版本
          </Link>
        </p>
      ) : null}
      {drafts('open', 'answering').map((text) => (
        <Consulted key={text.id} text={text} />
      ))}
      {inForce.length > 0 ? (
        <section aria-labelledby="articles">
          <h2 id="articles">现行条款</h2>
          {inForce.map((one, i) => (
            <OneArticle key={one.id} one={one} anchor heads={one.chapter !== inForce[i - 1]?.chapter} />
          ))}
        </section>
      ) : (
        <p className="as">{rule.standing === 'planned' ? '还没有施行的版本。' : '没有现行有效的条款。'}</p>
      )}
      {gone.length > 0 ? (
        <section aria-labelledby="gone">
          <h2 id="gone">已失效的条款</h2>
          {gone.map((one) => (
            <OneArticle key={one.id} one={one} anchor={last.get(one.number) === one.id} heads={false} />
          ))}
        </section>
      ) : null}
      {closed.length > 0 ? (
        <section aria-labelledby="said">
          <h2 id="said">征求过的意见</h2>
          {closed.map((text) => (
            <Consulted key={text.id} text={text} />
          ))}
        </section>
      ) : null}
    </>
  )
}

/** Scrolls to the article that the address names, once it is there, and again when another is named. */
function useAddressed(there: boolean) {
  const { hash } = useLocation()
  useEffect(() => {
    if (there && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView()
  }, [there, hash])
}

function OneArticle({ one, anchor, heads }: { one: Article; anchor: boolean; heads: boolean }) {
  const face = useManifest().registers[registers.article]
  const standing = face?.fields['standing']?.options?.[one.standing] ?? one.standing
  const inForce = one.standing === 'in-force'
  const { hash } = useLocation()
  const named = anchor && decodeURIComponent(hash) === `#${one.number}`
  return (
    <>
      {heads && one.chapter ? <h3 className="chap">{one.chapter}</h3> : null}
      <article
        id={anchor ? one.number : undefined}
        className={`art${inForce ? '' : ' out'}${named ? ' at' : ''}`}
        aria-label={one.label}
      >
        <header>
          {anchor ? (
            <Link to={{ hash: one.number }} preventScrollReset title="这一条的地址">
              {one.label}
            </Link>
          ) : (
            <b>{one.label}</b>
          )}
          <span className="cap">
            {inForce ? '' : `${standing}，${one.untilOn} 起失效；`}第 {one.edition} 版，{one.sinceOn} 起施行
          </span>
        </header>
        {one.words.split('\n').map((line, i) => (
          <p key={i}>{typeset(line)}</p>
        ))}
      </article>
    </>
  )
}

/** A draft before the public: how long it is open and where something is said of it; afterwards what became of what was said. */
function Consulted({ text }: { text: Text }) {
  const { title, on, standing, until, summary } = text
  const session = useSession()
  const says = useManifest().registers[registers.comment]?.may.includes('create')
  const open = standing === 'open'
  return (
    <div className={standing === 'closed' ? undefined : 'asks'}>
      {standing === 'closed' ? <h3>{title}</h3> : <h2>{title}</h2>}
      <p className="cap">
        {on} 公布，{until} 截止{standing === 'answering' ? '，正在逐条答复' : ''}
      </p>
      {open ? <p>正在公开征求意见，每条意见都会答复。</p> : null}
      {summary ? <p>意见采纳情况：{typeset(summary)}</p> : null}
      <details>
        <summary>看全文</summary>
        {text.text.split('\n').map((line, i) => (
          <p key={i}>{typeset(line)}</p>
        ))}
      </details>
      {open && (says || !session) ? (
        <p className="do no-print">
          <Link className="bt p" to={`/start/${registers.comment}`}>
            提意见
          </Link>
        </p>
      ) : null}
    </div>
  )
}
