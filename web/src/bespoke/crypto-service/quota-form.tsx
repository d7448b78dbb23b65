import { useOnce } from '../../look/once.ts'
import { send } from '../../shell/api.ts'
import { typedIn } from '../../shell/identity/typed.ts'
import { renewCustody, type Application } from './custody-data.ts'
import '../../look/in-place.css'

const MB = 2 ** 20

/** Sets what an application may use in a day; what was typed stays until it was taken. */
export function QuotaForm({ of, done }: { of: Application; done: () => void }) {
  const set = useOnce(
    (quota: { dailyCalls: number; dailyBytes: number }) => send('PATCH', `/crypto/applications/${of.id}`, quota),
    async () => {
      await renewCustody()
      done()
    },
  )
  return (
    <form
      className="ask-form"
      aria-label="调整配额"
      onSubmit={(event) => {
        event.preventDefault()
        const { word } = typedIn(event.currentTarget)
        set.mutate({ dailyCalls: Number(word('calls')), dailyBytes: Math.round(Number(word('size')) * MB) })
      }}
    >
      <label>
        每日次数
        <input
          className="in-text"
          name="calls"
          type="number"
          min={0}
          max={100_000_000}
          step={1}
          defaultValue={of.dailyCalls}
          required
        />
      </label>
      <label>
        每日数据量（MB）
        <input
          className="in-text"
          name="size"
          type="number"
          min={0}
          max={2 ** 30}
          step="any"
          defaultValue={Math.round((of.dailyBytes / MB) * 1000) / 1000}
          required
        />
      </label>
      <p className="cap">用完的当天再来的请求都被拒绝，第二天重新计。填 0 就是一次也不让用。</p>
      <p className="do">
        <button type="submit" className="bt p" disabled={set.isPending}>
          {set.isPending ? '正在保存' : '保存配额'}
        </button>
        <button type="button" className="bt q" disabled={set.isPending} onClick={done}>
          不调整了
        </button>
      </p>
      {set.error ? (
        <p className="wrong" role="alert">
          {set.error.message}
        </p>
      ) : null}
    </form>
  )
}
