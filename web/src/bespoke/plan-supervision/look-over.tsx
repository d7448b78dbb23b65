import { useState } from 'react'
import type { LookedOver, Settled } from '../../../../platform/manifest.ts'
import { AntdFrame } from '../../look/antd-frame.tsx'
import { Widget } from '../../render/widget.tsx'
import { useNames } from '../../shell/reader.ts'
import { AddAgency, useAddsAgencies } from './add-agency.tsx'

const agencyField = { label: '本市单位', widget: 'agency', sensitivity: 'public', required: false } as const
type Item = LookedOver['items'][number]

/** What was read of a document, with what had to be inferred beside its words; nothing is registered until it is taken in. */
export function LookOver(props: {
  read: LookedOver
  busy: boolean
  take: (settled: Settled) => void
  back: () => void
}) {
  const { read, busy, take, back } = props
  const [agencies, setAgencies] = useState<Record<string, string | null>>({})
  const [dues, setDues] = useState<Record<string, string>>({})
  const inferred = read.items.filter((item) => item.inferred)
  const openNames = read.unknown.filter(({ text }) => !(text in agencies)).length
  const openDues = inferred.filter(({ number }) => !(number in dues)).length
  const chapters = new Set(read.items.map(({ chapter }) => chapter)).size
  const left = [openNames && `${openNames} 个部门没有选定`, openDues && `${openDues} 处时间没有确认`].filter(Boolean)
  return (
    <section className="ovr">
      <h2>{read.title}</h2>
      <p>
        {[read.issuer || '没有写明发文机关', read.issuedOn, `${chapters} 章 ${read.items.length} 条`]
          .filter(Boolean)
          .join('，')}
        ，{read.rows === read.items.length ? '没有单列分解表的，每条按一行督办' : `分解表 ${read.rows} 行`}。
      </p>
      {read.unknown.length > 0 ? (
        <Names read={read} agencies={agencies} set={(next) => setAgencies({ ...agencies, ...next })} />
      ) : null}
      {inferred.length > 0 ? (
        <Dates inferred={inferred} dues={dues} set={(next) => setDues({ ...dues, ...next })} />
      ) : null}
      {read.doubts.length > 0 ? (
        <details>
          <summary>存疑 {read.doubts.length} 处，导入后在原文旁逐处处理</summary>
          <ul>
            {read.doubts.map(({ item, says }) => (
              <li key={`${item}${says}`}>{item === null ? says : `第 ${item} 条：${says}`}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <p className="go">
        <button type="button" className="bt p" disabled={busy} onClick={() => take({ agencies, dues })}>
          {busy ? '正在提交' : '导入为草稿'}
        </button>
        <button type="button" className="bt" disabled={busy} onClick={back}>
          换一份文件
        </button>
        <span className="cap">{left.length > 0 ? `${left.join('，')}，导入后仍可处理` : '都已确认'}</span>
      </p>
    </section>
  )
}

/** The agencies that the city does not know, each once: whom each means, or that it stays as it is written. */
function Names(props: {
  read: LookedOver
  agencies: Record<string, string | null>
  set: (next: Record<string, string | null>) => void
}) {
  const { read, agencies, set } = props
  const names = useNames()
  const adds = useAddsAgencies()
  const [adding, add] = useState<string | null>(null)
  const offered = read.unknown.filter(({ text, likely }) => likely !== null && !(text in agencies))
  return (
    <fieldset>
      <legend>{read.unknown.length} 个部门不在机构名录中</legend>
      <p className="m">
        {
          {
            own: '选定各是本市哪个单位；名录里还没有的，可以登记；不是本市单位的，保留原文。',
            another: '这份文件不是本市印发的，部门没有按本市同名单位认定。要在本市督办的，逐个选定。',
            unsaid: '文件没有写明是哪里的，部门没有按本市同名单位认定。是本市文件的，按建议认定即可。',
          }[read.own]
        }
        {offered.length > 0 ? (
          <button
            type="button"
            className="bt q"
            onClick={() => set(Object.fromEntries(offered.map(({ text, likely }) => [text, likely])))}
          >
            {offered.length} 个都按建议认定
          </button>
        ) : null}
      </p>
      <AntdFrame>
        {read.unknown.map(({ text, items, likely }, at) => {
          const chosen = agencies[text]
          return (
            <div key={text} className="row">
              <span>
                {text}
                <span className="cap">第 {items.join('、')} 条</span>
              </span>
              <Widget
                name={`agency-${at}`}
                field={{ ...agencyField, label: `“${text}”是` }}
                value={chosen ?? null}
                fault={null}
                set={(value) => set({ [text]: typeof value === 'string' ? value : null })}
              />
              <span className="ways">
                {likely !== null && chosen !== likely ? (
                  <button type="button" className="bt q" onClick={() => set({ [text]: likely })}>
                    是{names.agency(likely)}
                  </button>
                ) : null}
                {chosen === null ? (
                  <span className="cap">保留原文</span>
                ) : (
                  <button type="button" className="bt q" onClick={() => set({ [text]: null })}>
                    保留原文
                  </button>
                )}
                {adds && !chosen ? (
                  <button
                    type="button"
                    className="bt q"
                    aria-expanded={adding === text}
                    onClick={() => add(adding === text ? null : text)}
                  >
                    登记为新单位
                  </button>
                ) : null}
              </span>
              {adds && adding === text ? (
                <AddAgency
                  name={text}
                  act={adds}
                  added={(id) => {
                    set({ [text]: id })
                    add(null)
                  }}
                  cancel={() => add(null)}
                />
              ) : null}
            </div>
          )
        })}
      </AntdFrame>
    </fieldset>
  )
}

/** The deadlines that were found in the sentence, each beside its words; Enter confirms one and goes to the next. */
function Dates(props: {
  inferred: readonly Item[]
  dues: Record<string, string>
  set: (next: Record<string, string>) => void
}) {
  const { inferred, dues, set } = props
  const open = inferred.filter(({ number }) => !(number in dues))
  return (
    <fieldset>
      <legend>{inferred.length} 处完成时间取自正文</legend>
      <p className="m">
        改正或按回车确认，到下一处。
        {open.length > 0 ? (
          <button
            type="button"
            className="bt q"
            onClick={() => set(Object.fromEntries(open.map(({ number, dueOn }) => [number, dueOn ?? ''])))}
          >
            {open.length} 处都认可
          </button>
        ) : null}
      </p>
      {inferred.map((item) => (
        <div key={item.number} className="row">
          <span>
            {item.number}. <Marked words={item.dueText} text={item.text || item.title} />
          </span>
          <input
            type="date"
            className="in-text"
            aria-label={`第 ${item.number} 条的完成日期`}
            defaultValue={dues[item.number] ?? item.dueOn ?? ''}
            key={dues[item.number] ?? ''}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.currentTarget.value === '') return
              event.preventDefault()
              const next = event.currentTarget.closest('.row')?.nextElementSibling?.querySelector('input')
              set({ [item.number]: event.currentTarget.value })
              next?.focus()
            }}
            onBlur={(event) => {
              const { value } = event.currentTarget
              if (value !== '' && value !== item.dueOn) set({ [item.number]: value })
            }}
          />
          <span className="ways">{item.number in dues ? <span className="cap">已确认</span> : null}</span>
        </div>
      ))}
    </fieldset>
  )
}

/** A sentence with the words of its deadline marked. */
function Marked({ text, words }: { text: string; words: string }) {
  const at = words === '' ? -1 : text.indexOf(words)
  if (at < 0) return text
  const from = Math.max(0, at - 30)
  return (
    <>
      {from > 0 ? '…' : ''}
      {text.slice(from, at)}
      <mark>{words}</mark>
      {text.slice(at + words.length, at + words.length + 40)}
      {text.length > at + words.length + 40 ? '…' : ''}
    </>
  )
}
