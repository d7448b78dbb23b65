import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../shell/api.ts'

/** Prints a sealed paper of the reader's on this machine's printer; it is on record, and only the reader's own is printed. */
export function PrintHere({ paper, record, title }: { paper: string; record: string; title: string }) {
  const [at, setAt] = useState<string>()
  const [sent, setSent] = useState(false)
  const print = useMutation({
    mutationFn: () => send<{ id: string }>('POST', '/kiosk/prints', { paper, record }),
    onSuccess: ({ id }) => {
      setSent(false)
      setAt(`/api/kiosk/prints/${id}`)
    },
  })
  return (
    <>
      <button type="button" className="bt p" disabled={print.isPending} onClick={() => print.mutate()}>
        {print.isPending ? '正在准备' : `打印${title}`}
      </button>
      {at ? (
        <>
          <iframe
            className="ki-print"
            title={`正在打印${title}`}
            key={at}
            src={at}
            onLoad={({ currentTarget }) => {
              currentTarget.contentWindow?.print()
              setSent(true)
            }}
          />
          <span role="status">
            {sent ? '已经送到打印机，请在出纸口取；没有打出来的，回首页点“机器有毛病”。' : '正在送到打印机'}
          </span>
        </>
      ) : null}
      {print.error ? (
        <p className="bad" role="alert">
          {print.error.message}
        </p>
      ) : null}
    </>
  )
}
