import { useState, type ReactNode } from 'react'
import { useSession } from '../shell/reader.ts'
import { ExportWork, SheetWork, type Sheet } from './list-work.tsx'
import '../look/table.css'

/** What a list says while its rows are still those of the order or the conditions before. */
export const STILL = '正在按新的要求取……'

/** Total, then what can be done with the list as it stands: many at once, export, copy the address, print. */
export function ListBar(props: {
  says: string
  /** Where the list is exported from, and its own query; what is no list is not. */
  exports?: { path: string; query: string }
  /** Sheets that are filled in for many at once, under one word. */
  many?: { title: string; sheets: Sheet[] }
  children?: ReactNode
}) {
  const { says, exports, many, children } = props
  const session = useSession()
  const [copied, setCopied] = useState<string | null>(null)
  const [opened, setOpened] = useState<'export' | 'many' | null>(null)
  const toggle = (which: 'export' | 'many') => setOpened(opened === which ? null : which)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setCopied('地址已复制')
    } catch {
      setCopied('浏览器不让复制，请从地址栏取')
    }
    setTimeout(() => setCopied(null), 4000)
  }
  return (
    <>
      <div className="bar">
        <span role="status">{says}</span>
        <span className="grow" />
        <span className="no-print">
          {children}
          <span aria-live="polite" className="cap">
            {copied}
          </span>
          {session && many && many.sheets.length > 0 ? (
            <button type="button" className="bt q" aria-expanded={opened === 'many'} onClick={() => toggle('many')}>
              {many.title}
            </button>
          ) : null}
          {session && exports ? (
            <button type="button" className="bt q" aria-expanded={opened === 'export'} onClick={() => toggle('export')}>
              导出 Excel
            </button>
          ) : null}
          <button type="button" className="bt q" onClick={() => void copy()}>
            复制地址
          </button>
          <button type="button" className="bt q" onClick={() => window.print()}>
            打印
          </button>
        </span>
      </div>
      {opened === 'export' && exports ? <ExportWork {...exports} close={() => setOpened(null)} /> : null}
      {opened === 'many' && many ? <SheetWork {...many} close={() => setOpened(null)} /> : null}
    </>
  )
}

/** Backwards, forwards, and how much there is. */
export function ListFoot(props: {
  says?: string
  back?: (() => void) | null
  forward?: (() => void) | null
  keys?: ReactNode
}) {
  const { says, back, forward, keys } = props
  return (
    <div className="ft">
      <span>{says}</span>
      {keys ? <span className="keys no-print">{keys}</span> : null}
      {back || forward ? (
        <span className="pgs no-print">
          <button type="button" className="bt" disabled={!back} onClick={() => back?.()}>
            上一页
          </button>
          <button type="button" className="bt" disabled={!forward} onClick={() => forward?.()}>
            下一页
          </button>
        </span>
      ) : null}
    </div>
  )
}

/** The foot of a list whose rows are walked by keys. */
export function KeysFoot({ before, ...foot }: Omit<Parameters<typeof ListFoot>[0], 'keys'> & { before?: string }) {
  return (
    <ListFoot
      {...foot}
      keys={
        <>
          {before}
          <kbd>J</kbd>
          <kbd>K</kbd> 上下 <kbd>Enter</kbd> 打开
        </>
      }
    />
  )
}

/** 共 45 条, or 1,000+ 条 when nobody counted further. */
export function totalWords(total: { count: number; exact: boolean }, unit: string): string {
  return `共 ${total.count.toLocaleString('zh-CN')}${total.exact ? '' : '+'} ${unit}`
}
