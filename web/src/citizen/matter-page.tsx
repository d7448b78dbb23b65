import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { ActionFace, CaseDetail, CaseFace, FieldFace } from '../../../platform/manifest.ts'
import { Failed } from '../look/failed.tsx'
import { LightShape } from '../look/light.tsx'
import { Loading } from '../look/loading.tsx'
import { startOf } from '../render/action-start.ts'
import { CaseTrail } from '../render/case-trail.tsx'
import { actionDraft } from '../render/drafts.ts'
import { PaperLinks } from '../render/paper-links.tsx'
import { renewCases } from '../render/renew-cases.ts'
import { stationsOf } from '../render/stations-of.ts'
import { TakeBack } from '../render/take-back.tsx'
import { send } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNow, useTitle } from '../shell/reader.ts'
import { Facts } from './facts.tsx'
import { Back, Within } from './frame.tsx'
import { useStanding } from './mine.ts'
import { Steps } from './steps.tsx'

/** One of the reader's matters. */
export function MatterPage({ kind, id }: { kind: string; id: string }) {
  const face = useManifest().cases[kind]
  const found = useQuery(queries.oneCase(kind, id))
  const [query] = useSearchParams()
  useTitle(found.data?.title ?? face?.title ?? '')
  if (!face || found.error)
    return (
      <Within>
        <Failed what="这件事" error={found.error} retry={() => void found.refetch()} />
      </Within>
    )
  if (!found.data)
    return (
      <>
        <Back to="/mine" says="我的事" />
        <Loading lines={6} whole />
      </>
    )
  const doing = found.data.may.includes(query.get('do') ?? '') ? face.actions[query.get('do') ?? ''] : undefined
  return doing ? <Act detail={found.data} action={doing} /> : <Open face={face} detail={found.data} />
}

/** Where it stands, who has it, what comes next and by when, what the reader can do, and what happened. */
function Open({ face, detail }: { face: CaseFace; detail: CaseDetail }) {
  const now = useNow()
  const standing = useStanding()
  const actions = detail.may.flatMap((name) => face.actions[name] ?? [])
  const [primary = actions[0]] = actions.filter((one) => one.primary)
  const waits = actions.find((one) => one.primary)?.title
  const over = face.states[detail.state]?.final === true
  return (
    <>
      <Back to="/mine" says="我的事" />
      <main id="main" tabIndex={-1} className="cit">
        <h1>{detail.title}</h1>
        <p className="wh">
          {standing(face, detail, waits)}。{over || actions.length > 0 ? '' : '您现在不用做什么。'}
        </p>
        <ol className="st" aria-label="办到哪了">
          {stationsOf(face, detail, now).map((one) => {
            const standing = over && one.standing === 'current' ? 'past' : one.standing
            return (
              <li key={one.name} className={standing} aria-current={one.standing === 'current' ? 'step' : undefined}>
                <svg viewBox="0 0 12 12" aria-hidden="true">
                  <LightShape shape={{ past: 'done', current: 'ok', ahead: 'wait' }[standing] as 'done'} />
                </svg>
                <b>{one.title}</b>
                {one.note ? <small>{one.note}</small> : null}
                <span className="sr">{{ past: '（已过）', current: '（现在）', ahead: '（未到）' }[standing]}</span>
              </li>
            )
          })}
        </ol>
        {actions.length > 0 ? (
          <p className="fe">
            {[...(primary ? [primary] : []), ...actions.filter((one) => one !== primary)].map((one) => (
              <Link key={one.name} className={one === primary ? 'go' : 'go s'} to={`?do=${one.name}`}>
                {one.title}
              </Link>
            ))}
          </p>
        ) : null}
        {face.papers.some((paper) => paper.in.includes(detail.state)) ? (
          <p className="fe">
            <PaperLinks face={face} detail={detail} className="go s" />
          </p>
        ) : null}
        <TakeBack detail={detail} />
        <CaseTrail face={face} detail={detail} />
        <section>
          <h2>{face.about.title}</h2>
          <Facts fields={face.about.fields} record={detail.record} />
        </section>
        {face.about.nested.map(({ name, title, under, columns, fields }) =>
          detail.nested[name]?.rows.map((row) => (
            <section key={row.id}>
              <h2>{title}</h2>
              <Facts
                fields={Object.fromEntries(
                  columns.filter((one) => one !== under).map((one) => [one, fields[one] as FieldFace]),
                )}
                record={row}
              />
            </section>
          )),
        )}
      </main>
    </>
  )
}

/** One act of the reader's on their matter, a question a screen. */
function Act({ detail, action }: { detail: CaseDetail; action: ActionFace }) {
  const { kind, id } = detail
  const [, setQuery] = useSearchParams()
  const { queryKey } = queries.oneCase(kind, id)
  const month = useNow().slice(0, 7)
  const fields = useManifest().cases[kind]?.about.fields
  return (
    <Steps
      reads={
        fields && action.reads.length > 0 ? (
          <Facts
            fields={Object.fromEntries(action.reads.map((name) => [name, fields[name] as FieldFace]))}
            record={detail.record}
          />
        ) : null
      }
      draft={actionDraft(kind, id, action.name)}
      title={action.title}
      says={action.says}
      fields={action.fields}
      known={Object.fromEntries(
        Object.entries(startOf(action, detail, month)).map(([name, value]) => [
          name,
          { value, from: action.starts[name] ? '取自这件事的登记' : '本月' },
        ]),
      )}
      submit={action.title}
      back={{ to: '?', says: '这件事' }}
      send={async (form, key) => {
        const at = `/cases/${kind}/${id}/${action.name}`
        const after = await send<CaseDetail>('POST', at, { version: detail.version, form }, { key })
        queries.queryClient.setQueryData(queryKey, after)
        await renewCases()
      }}
      done={() => setQuery({}, { replace: true })}
      stale={() => void queries.queryClient.invalidateQueries({ queryKey })}
    />
  )
}
