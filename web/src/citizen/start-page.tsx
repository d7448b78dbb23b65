import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { FieldFace, RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { send } from '../shell/api.ts'
import { casesPath, listPath, nameOf } from '../shell/navigation.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useSession } from '../shell/reader.ts'
import { Bar, Within } from './frame.tsx'
import { useKnown } from './known.ts'
import { SignInFirst } from './sign-in.tsx'
import { Steps } from './steps.tsx'

/** Starts a matter: a new row of a register that is the reader's own. */
export function StartPage() {
  const { name = '' } = useParams()
  const face = useManifest().registers[name]
  const known = useKnown(face)
  const [query] = useSearchParams()
  const [made, setMade] = useState<RecordRow>()
  if (!useSession()) return <SignInFirst />
  if (!face?.may.includes('create'))
    return (
      <Within>
        <Forbidden what="这件事" says="这件事现在没有对您开放。" />
      </Within>
    )
  if (made) return <Handed face={face} row={made} />
  if (!known) return <Loading whole />
  // Whoever comes from a row has it named already.
  const named = Object.fromEntries(
    face.steps
      .flatMap(({ asks }) => asks)
      .flatMap((one) => {
        const id = face.fields[one]?.widget === 'record' ? query.get(one) : null
        return id ? [[one, { value: id, from: '您选的' }] as const] : []
      }),
  )
  return <Form face={face} known={{ ...known, ...named }} about={Object.values(named)[0]?.value} made={setMade} />
}

function Form(props: {
  face: RegisterFace
  known: NonNullable<ReturnType<typeof useKnown>>
  /** The row from which it is begun. */
  about: string | undefined
  made: (row: RecordRow) => void
}) {
  const { face, made } = props
  // What is known when somebody begins is what they are not asked, whatever is read anew meanwhile.
  const [known] = useState(props.known)
  const asked = face.steps.flatMap(({ asks }) => asks)
  const row = useRef<RecordRow>(undefined)
  return (
    <Steps
      draft={['new', face.name, ...(props.about ? [props.about] : [])].join(':')}
      title={face.offer.title}
      fields={Object.fromEntries(asked.map((one) => [one, face.fields[one] as FieldFace]))}
      sections={face.steps}
      known={Object.fromEntries(Object.entries(known).filter(([one]) => asked.includes(one)))}
      submit="都对，交上去"
      back={{ to: '/', says: '首页' }}
      send={async (fields, key) => {
        row.current = await send<RecordRow>('POST', `/registers/${face.name}`, fields, { key })
      }}
      done={() => {
        for (const part of ['registers', 'cases', 'inbox'])
          void queries.queryClient.invalidateQueries({ queryKey: [part] })
        if (row.current) made(row.current)
      }}
    />
  )
}

/** It was handed in: what it is now, and where it is followed. */
function Handed({ face, row }: { face: RegisterFace; row: RecordRow }) {
  const manifest = useManifest()
  const opened = useQuery({
    queryKey: ['cases', 'over', row.id],
    queryFn: ({ signal }) => queries.caseOver(manifest, face.name, row.id, signal),
  })
  const matter = opened.data
  return (
    <>
      <Bar />
      <main id="main" className="cit step">
        <div className="bo">
          <h1 tabIndex={-1} ref={(heading) => heading?.focus()}>
            交上去了
          </h1>
          <p className="wh">
            {face.title}“{nameOf(face, row)}”已经登记。
            {matter ? '办到哪了，在“我的事”里看。' : '在“我的记录”里随时可看。'}
          </p>
        </div>
        <footer className="fe">
          <Link
            className="go"
            to={
              matter ? `${casesPath(manifest, matter.kind)}/${matter.id}` : `${listPath(manifest, face.name)}/${row.id}`
            }
          >
            {matter ? '看办到哪了' : '看这条记录'}
          </Link>
          <Link className="go s" to="/">
            回首页
          </Link>
        </footer>
      </main>
    </>
  )
}
