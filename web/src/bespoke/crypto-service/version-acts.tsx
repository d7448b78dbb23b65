import { AskInPlace } from '../../look/ask-in-place.tsx'
import { send } from '../../shell/api.ts'
import { useSession } from '../../shell/reader.ts'
import { lostWithout } from './algorithms.ts'
import { renewCustody, type Application, type CustodyKey, type KeyVersion } from './custody-data.ts'

/** What may be done to one version of a key: out of use, back, and gone for ever once two officers want it. */
export function VersionActs(props: { of: CustodyKey; version: KeyVersion; may: Application['may'] }) {
  const { of, version, may } = props
  const me = useSession()?.person.id
  const what = `${of.name}第 ${version.version} 版`
  const lost = lostWithout[of.purpose]
  const does = (path: string) => ({
    what,
    quiet: true,
    act: () => send('POST', `/crypto/keys/${of.id}/${path}`, { version: version.version }),
    renew: renewCustody,
  })
  const doomed = version.doomedBy !== null
  if (version.state === 'kept' && may.includes('retire'))
    return (
      <AskInPlace
        word="停用"
        says={`停用后这一版不能再用：${lost}，用到它的业务马上被拒。密钥还在，以后可以恢复。`}
        {...does('retire')}
      />
    )
  if (version.state !== 'retired') return null
  return (
    <>
      {doomed ? (
        <span className="doomed">
          {version.doomedBy === me ? '您已提出销毁，待另一人确认' : '已提出销毁，待另一人确认'}
        </span>
      ) : null}
      {may.includes('retire') ? (
        <AskInPlace
          word="恢复"
          says={`恢复后这一版又可以用来验、解。${doomed ? '已提出的销毁随之撤回。' : ''}`}
          {...does('restore')}
        />
      ) : null}
      {may.includes('destroy') && !doomed ? (
        <AskInPlace
          word="提出销毁"
          says={`提出后还不会销毁，要由本单位另一位密码应用管理员确认；确认前可以恢复。一经确认，这一版永远没有了，${lost}，谁也恢复不了。`}
          {...does('destroy')}
        />
      ) : null}
      {may.includes('destroy') && doomed && version.doomedBy !== me ? (
        <AskInPlace
          word="确认销毁"
          sure="马上销毁"
          says={`这一步不能撤回：这一版马上销毁，${lost}，谁也恢复不了。`}
          {...does('destroy/confirm')}
        />
      ) : null}
    </>
  )
}
