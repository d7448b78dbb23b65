import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { parseNote, type Receipt } from '../../../engines/ledger/index.ts'
import { agencyIn, drawContent } from '../../verify/content.ts'
import type { Words } from '../../verify/words.ts'
import { Failed, Forbidden } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { pictureOf } from '../look/qr.ts'
import { Seal } from '../look/seal.tsx'
import { Refusal, get } from '../shell/api.ts'
import * as queries from '../shell/queries.ts'
import { useManifest, useNames, useSession, useTitle } from '../shell/reader.ts'
import { toCodes } from './codes.ts'
import { subjectPath } from './subject-path.ts'
import '../render/document.css'
import './receipt.css'

const pending = (error: unknown) => error instanceof Refusal && error.problem.code === 'ledger/not-yet-final'

/** The receipt of one act: what it says, the file, the QR codes that carry it whole, and how to check it. */
export function ReceiptPage() {
  const { id = '' } = useParams()
  const session = useSession()
  const found = useQuery({
    queryKey: ['ledger', 'receipt', id],
    queryFn: ({ signal }) => get<Receipt>(`/ledger/events/${encodeURIComponent(id)}/receipt`, signal),
    enabled: session !== null,
    staleTime: Infinity,
    refetchInterval: (query) => (pending(query.state.error) ? 1500 : false),
  })
  useTitle('存证回执')
  if (!session) return <Forbidden what="存证回执" says="登录后可取自己经办或有权查看的事的回执。" />
  if (pending(found.error))
    return (
      <main id="main" tabIndex={-1} className="page rcp">
        <h1>存证回执</h1>
        <p role="status">
          <Seal state="waiting" /> {found.error?.message}
        </p>
      </main>
    )
  if (found.error) return <Failed what="回执" error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={10} whole />
  return <Sheet id={id} receipt={found.data} />
}

function Sheet({ id, receipt }: { id: string; receipt: Receipt }) {
  const words = useWords(agencyIn(receipt))
  const path = subjectPath(useManifest(), receipt.leaf.subject)
  const drawn = useMemo(() => drawContent(receipt, words), [receipt, words])
  return (
    <main id="main" tabIndex={-1} className="page rcp">
      {path ? (
        <p className="cap no-print">
          <Link to={path}>回到这件事</Link>
        </p>
      ) : null}
      <h1>存证回执</h1>
      <p className="m">
        <Seal state="final" /> 已写入存证账本，并由法定数的部门节点见证。此后任何一处改动，查验都会不符。
      </p>
      <p className="do no-print">
        <a className="bt p" href={`/api/ledger/events/${id}/receipt`} download>
          下载回执
        </a>
        <button type="button" className="bt" onClick={() => window.print()}>
          打印
        </button>
        <a className="bt" href="/verify.html" target="_blank" rel="noreferrer">
          查验页
        </a>
      </p>
      <section aria-label="回执的内容" ref={(place) => place?.replaceChildren(drawn)} />
      <Signed receipt={receipt} />
      <Codes receipt={receipt} />
      <How />
    </main>
  )
}

function Signed({ receipt }: { receipt: Receipt }) {
  const { text, signatures } = parseNote(receipt.checkpoint)
  const [origin = '', size = '', root = ''] = text.split('\n')
  const names = [...new Set(signatures.map(({ name }) => name))].filter((name) => name !== origin)
  return (
    <dl className="kv">
      <div className="w">
        <dt>检查点</dt>
        <dd>
          {Number(size).toLocaleString('zh-CN')} 片叶子，树根 <code>{root}</code>
        </dd>
      </div>
      <div className="w">
        <dt>签名</dt>
        <dd>账本{names.length > 0 ? `，及见证节点 ${names.join('、')}` : ''}（真伪以查验为准）</dd>
      </div>
    </dl>
  )
}

/** The whole receipt in codes; one whose content is too long leaves the content to the file. */
function Codes({ receipt }: { receipt: Receipt }) {
  const { codes, whole } = useMemo(() => {
    const all = toCodes(JSON.stringify(receipt))
    if (all) return { codes: all, whole: true }
    const { opened: _, ...bare } = receipt
    return { codes: toCodes(JSON.stringify(bare)) ?? [], whole: false }
  }, [receipt])
  if (codes.length === 0) return <p className="m">这份回执太长，装不进二维码，请下载文件。</p>
  return (
    <section className="qrs" aria-label="二维码">
      <h2>二维码</h2>
      <p className="m">
        {whole ? '整份回执都在' : '原文太长，不在二维码里；存证陈述、证明和签名都在'}
        {codes.length > 1 ? `这 ${codes.length} 个码里，要全部读完，先后不限。` : '这个码里。'}
      </p>
      <ol>
        {codes.map((code, at) => (
          <li key={code}>
            <img src={pictureOf(code)} alt={`存证回执二维码，第 ${at + 1} 个，共 ${codes.length} 个`} />
            <span className="cap">
              {at + 1} / {codes.length}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function How() {
  const { origin } = location
  return (
    <section className="how">
      <h2>怎样查验</h2>
      <ol>
        <li>
          打开 <span className="n">{origin}/verify.html</span>，或打开事先存在本机的查验页；它不连网络，平台停了也能用。
        </li>
        <li>选择下载的回执文件，或用摄像头读上面的二维码，或选二维码的照片。</li>
        <li>每一步都打 ✓ 才算通过。要紧的事，先把查验页上的公钥指纹与各部门公布的核对一遍。</li>
      </ol>
    </section>
  )
}

function useWords(agency: string | undefined): Words {
  const { cases, registers } = useManifest()
  const agencies = useQuery(queries.agencies).data
  const name = useNames().agency(agency)
  return useMemo(
    () => ({
      cases: Object.fromEntries(
        Object.values(cases).map(({ name, title, states, actions, facts }) => [
          name,
          {
            title,
            states: Object.fromEntries(Object.entries(states).map(([state, face]) => [state, face.title])),
            actions: { open: { title: '建立', fields: facts }, ...actions },
          },
        ]),
      ),
      registers,
      agencies: {
        ...Object.fromEntries((agencies ?? []).map(({ id, name }) => [id, name])),
        ...(agency && { [agency]: name }),
      },
    }),
    [cases, registers, agencies, agency, name],
  )
}
