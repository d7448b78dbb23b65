import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { wall } from '../../../look/dates.ts'
import { send } from '../../../shell/api.ts'
import { queryClient } from '../../../shell/queries.ts'
import { useNow } from '../../../shell/reader.ts'
import { issued } from './desk-data.ts'

/** Puts a card onto somebody's code; what was typed stays until it was taken. */
export function IssueForm({ kinds }: { kinds: { name: string; title: string }[] }) {
  const form = useRef<HTMLFormElement>(null)
  const today = wall(useNow()).date
  const issue = useMutation({
    mutationFn: (card: Record<string, string>) => send('POST', '/code/issued', card),
    onSuccess: async () => {
      form.current?.reset()
      await queryClient.invalidateQueries({ queryKey: issued })
    },
  })
  return (
    <form
      ref={form}
      aria-label="加载卡证"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const word = (name: string) => String(typed.get(name) ?? '').trim()
        issue.mutate({ kind: word('kind'), holder: word('holder'), number: word('number'), until: word('until') })
      }}
    >
      <label>
        卡证
        <select className="in-text" name="kind" required>
          {kinds.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        持证人账号或信用代码
        <input className="in-text" name="holder" maxLength={100} autoComplete="off" required />
      </label>
      <label>
        号码
        <input className="in-text" name="number" maxLength={60} autoComplete="off" required />
      </label>
      <label>
        有效期至
        <input className="in-text" name="until" type="date" min={today} required />
      </label>
      <button type="submit" className="bt p" disabled={issue.isPending}>
        {issue.isPending ? '正在加载' : '加载到码上'}
      </button>
      {issue.error ? (
        <p className="wrong" role="alert">
          {issue.error.message}
        </p>
      ) : null}
    </form>
  )
}
