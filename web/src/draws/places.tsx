import type { DrawWhole } from '../../../platform/manifest.ts'
import { AskInPlace } from '../look/ask-in-place.tsx'
import { send } from '../shell/api.ts'

/** Who was drawn, place by place; a place that somebody leaves goes to the next, with the reason. */
export function Places({ draw, path, renew }: { draw: DrawWhole; path: string; renew: () => Promise<unknown> }) {
  const several = draw.pools.length > 1
  return (
    <section aria-labelledby="drawn">
      <h2 id="drawn">抽取结果</h2>
      {draw.pools.flatMap((pool) =>
        pool.strata.map((stratum) => (
          <section key={`${pool.name}/${stratum.name}`}>
            <h3>{several ? `${pool.title}·${stratum.title}` : stratum.title}</h3>
            <ol className="drawn">
              {draw.taken
                .filter((one) => one.pool === pool.name && one.stratum === stratum.name)
                .map((one) => (
                  <li key={one.nth} data-ended={one.ended !== null || undefined}>
                    <span className="n">{one.place}</span>
                    <span>
                      <b>{one.name}</b>
                      <code title={one.digest}>{one.digest.slice(0, 12)}…</code>
                      {one.ended ? <span className="m">已换人：{one.ended}</span> : null}
                    </span>
                    {!one.ended && draw.may.includes('replace') ? (
                      <AskInPlace
                        quiet
                        word="换人"
                        what={one.name}
                        says="这一席由同一次抽取的下一名接替，其余不动；缘由会公开。"
                        act={(chosen) =>
                          send('POST', `${path}/replace`, {
                            ...{ pool: pool.name, stratum: stratum.name, place: one.place },
                            reason: String(chosen.get('reason')),
                          })
                        }
                        renew={renew}
                      >
                        <label>
                          缘由
                          <input className="in-text" name="reason" required minLength={4} maxLength={500} />
                        </label>
                      </AskInPlace>
                    ) : null}
                  </li>
                ))}
            </ol>
          </section>
        )),
      )}
    </section>
  )
}
