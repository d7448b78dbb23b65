import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { AntdFrame } from '../look/antd-frame.tsx'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { DeclaredForm } from '../render/declared-form.tsx'
import { send } from '../shell/api.ts'
import { queryClient } from '../shell/queries.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { sheetOf } from './sheet-page.tsx'
import './assessments.css'

/** What is asked, and what it is called. */
const kinds = {
  tell: { register: 'entry', asks: ['value', 'words', 'evidence'], title: '填报', submit: '报送' },
  object: { register: 'objection', asks: ['claims', 'words', 'evidence'], title: '提出异议', submit: '提出异议' },
} as const

/** A value is told for one leaf. */
export const TellPage = () => <AboutLeaf kind="tell" />

/** The value of one leaf is objected to. */
export const ObjectPage = () => <AboutLeaf kind="object" />

function AboutLeaf({ kind }: { kind: keyof typeof kinds }) {
  const { name = '', id = '', agency = '', leaf: row = '' } = useParams()
  const { register: of, asks, title, submit } = kinds[kind]
  const manifest = useManifest()
  const navigate = useNavigate()
  const face = manifest.assessments[name]
  const register = face && manifest.registers[face.registers[of]]
  const found = useQuery({ ...sheetOf(name, id, agency), enabled: face !== undefined })
  const leaf = found.data?.leaves.find((one) => one.id === row)
  useTitle(leaf ? `${title} ${leaf.title}` : title)
  if (!face || !register?.may.includes('create')) return <Forbidden what={title} />
  if (found.error) return <Failed what="得分明细" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={6} whole />
  if (!leaf) return <Failed what="这项指标" error={null} />
  const back = `/assessments/${name}/${id}/objects/${agency}`
  const fields = Object.fromEntries(asks.flatMap((one) => (register.fields[one] ? [[one, register.fields[one]]] : [])))
  return (
    <main id="main" tabIndex={-1} className="page asm">
      <p className="cap">
        <Link to={back}>
          {found.data.name} {found.data.title}
        </Link>
      </p>
      <h1>
        {title}：{leaf.title}
      </h1>
      <p className="as">
        {leaf.code}，{Number(leaf.weight) > 0 ? `${leaf.weight} 分` : leaf.method}。{leaf.how}。{leaf.says ?? ''}
      </p>
      <AntdFrame>
        <DeclaredForm
          draft={`${kind}:${row}:${agency}`}
          fields={fields}
          steps={[]}
          says={undefined}
          initial={kind === 'object' && leaf.value !== null ? { claims: Number(leaf.value) } : {}}
          submit={submit}
          cancel={() => void navigate(back)}
          send={async (said, key) => {
            const about = { scheme: id, leaf: row, assessed: agency, title: leaf.title }
            await send('POST', `/registers/${register.name}`, { ...about, ...said }, { key })
            await queryClient.invalidateQueries({ queryKey: ['assessments', name, id] })
          }}
          done={() => void navigate(back)}
        />
      </AntdFrame>
    </main>
  )
}
