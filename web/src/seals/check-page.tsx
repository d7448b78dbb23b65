import { useMutation } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import type { PaperChecked } from '../../../platform/manifest.ts'
import { toTheSecond } from '../look/dates.ts'
import { Drop } from '../look/drop.tsx'
import { Light } from '../look/light.tsx'
import { send } from '../shell/api.ts'
import { useTitle } from '../shell/reader.ts'
import { outcomes } from './lights.ts'
import './seals.css'

const mostBytes = 700 * 1024

/** A file's bytes as a request carries them. @throws Error in a sentence for one that is too large */
async function contentOf(file: File): Promise<string> {
  if (file.size > mostBytes) throw new Error('文件超过 700 KB，这里核验不了。请核对是不是盖章时得到的原文件。')
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(text)
}

const verdicts = {
  good: { title: '真实有效', shape: 'done' },
  wrong: { title: '不能采信', shape: 'late' },
  doubt: { title: '不能确定', shape: 'near' },
} as const

/** Where anybody checks a sealed paper: by its file, or by the code that is printed on it. */
export function CheckPage() {
  useTitle('文书核验')
  const [name, setName] = useState('')
  const checking = useMutation({
    mutationFn: async (file: File) => send<PaperChecked>('POST', '/paper-checks', { content: await contentOf(file) }),
  })
  return (
    <main id="main" tabIndex={-1} className="page chk">
      <h1>文书核验</h1>
      <p className="m">
        收到盖了本市电子印章的文书，在这里核对真伪、有没有改动、现在是不是有效。不用登录，文件核验完不留存。
      </p>
      <Drop
        large
        accept=".ofd,.pdf"
        busy={checking.isPending}
        take={([file]) => {
          if (!file) return
          setName(file.name)
          checking.mutate(file)
        }}
      >
        <span>
          <b>选择文件</b>，或者拖到这里：盖章时得到的 OFD 或 PDF 原文件
        </span>
      </Drop>
      <div aria-live="polite">
        {checking.isPending ? <p role="status">正在核验“{name}”……</p> : null}
        {checking.error ? (
          <p className="wrong" role="alert">
            {checking.error.message}
          </p>
        ) : null}
        {checking.data && !checking.isPending ? <Said name={name} said={checking.data} /> : null}
      </div>
      <ByCode />
    </main>
  )
}

function Said({ name, said }: { name: string; said: PaperChecked }) {
  return (
    <section className="said" aria-label="核验结果">
      <h2>
        <Light face={verdicts[said.verdict]} />
      </h2>
      <p>
        “{name}”：{said.says}
      </p>
      {said.seal ? (
        <p className="m">
          印章：{said.seal.name}
          {said.seal.number ? `（编号 ${said.seal.number}）` : ''}，盖章时间 {toTheSecond(said.seal.at)}
        </p>
      ) : null}
      <ol className="chk-steps">
        {said.steps.map(({ step, title, outcome, says }) => (
          <li key={step}>
            <Light face={outcomes[outcome]} />
            <b>{title}</b>
            <span>{says}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function ByCode() {
  const id = useId()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const code = typed.replace(/\s/g, '').toLowerCase()
    if (/^[0-9a-f]{32}$/.test(code)) void navigate(`/checks/papers/${code}`)
    else setWrong(true)
  }
  return (
    <form className="by-code" onSubmit={submit}>
      <h2>只有纸质的？</h2>
      <p>
        <label htmlFor={id}>输入二维码下面的编码（32 位数字和字母），查它现在的状态。</label>
      </p>
      <p className="do">
        <input
          id={id}
          className="in-text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <button type="submit" className="bt p">
          查询
        </button>
      </p>
      {wrong ? (
        <p className="wrong" role="alert">
          编码是 32 位数字和字母 a 到 f，请对照纸上的再核对一遍。
        </p>
      ) : null}
    </form>
  )
}
