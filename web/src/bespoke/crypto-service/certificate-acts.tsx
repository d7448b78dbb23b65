import { AskInPlace } from '../../look/ask-in-place.tsx'
import { send } from '../../shell/api.ts'
import { reasons, type CertificateLine } from './certificate-data.ts'
import { renewCustody } from './custody-data.ts'

/** What the authority decides about a request or a certificate. */
export function CertificateActs({ of }: { of: CertificateLine }) {
  const does = (path: string) => ({
    what: of.subject,
    quiet: true,
    act: (chosen: FormData) => {
      const reason = chosen.get('reason')
      const body = reason === null ? undefined : { reason: String(reason).trim() }
      return send('POST', `/crypto/certificates/${of.id}/${path}`, body)
    },
    renew: renewCustody,
  })
  if (of.state === 'issued')
    return (
      <AskInPlace
        word="吊销"
        says="吊销后这份证书马上列入吊销列表，用它签的内容不再可信。吊销不能撤回，要用只能重新申请。"
        {...does('revoke')}
      >
        <label>
          原因
          <select className="in-text" name="reason" defaultValue="" required>
            <option value="">请选择</option>
            {Object.entries(reasons).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </AskInPlace>
    )
  if (of.state !== 'asked') return null
  return (
    <>
      <AskInPlace
        word="签发"
        says="请先核对主题和申请单位。签发后两年有效，内容不能再改，要停用只能吊销。"
        {...does('issue')}
      />
      <AskInPlace word="驳回" says="驳回后应用会看到原因，要用须重新申请。" {...does('refuse')}>
        <label>
          原因
          <input className="in-text" name="reason" maxLength={500} autoComplete="off" required />
        </label>
      </AskInPlace>
    </>
  )
}
