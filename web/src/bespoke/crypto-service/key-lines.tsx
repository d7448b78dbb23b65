import { AskInPlace } from '../../look/ask-in-place.tsx'
import { shortInstant } from '../../look/dates.ts'
import { send } from '../../shell/api.ts'
import { useNow } from '../../shell/reader.ts'
import { afterRotation } from './algorithms.ts'
import { purposes, renewCustody, states, type Application, type CustodyKey } from './custody-data.ts'
import { VersionActs } from './version-acts.tsx'

/** The keys of an application, their versions newest first, with what the reader may do to each. */
export function KeyLines({ of }: { of: Application }) {
  return (
    <ul className="keys">
      {of.keys.map((key) => (
        <KeyLine key={key.id} of={key} may={of.may} />
      ))}
    </ul>
  )
}

function KeyLine({ of, may }: { of: CustodyKey; may: Application['may'] }) {
  const now = useNow()
  return (
    <li>
      <div className="head">
        <b>{of.name}</b>
        <span>
          {purposes[of.purpose]} · {of.algorithm}
        </span>
        {may.includes('rotate') ? (
          <AskInPlace
            word="轮换"
            what={of.name}
            says={afterRotation[of.purpose](of.version + 1)}
            act={() => send('POST', `/crypto/keys/${of.id}/rotate`)}
            renew={renewCustody}
          />
        ) : null}
      </div>
      <ol>
        {of.versions.map((version) => (
          <li key={version.version} data-state={version.state}>
            <span>
              第 {version.version} 版 {states[version.state]}{' '}
              <span className="cap">{shortInstant(version.at, now)} 生成</span>
            </span>
            <VersionActs of={of} version={version} may={may} />
          </li>
        ))}
      </ol>
      <code className="cap">编号 {of.id}</code>
    </li>
  )
}
