import { Forbidden } from '../../../look/failed.tsx'
import { mayDoAny } from '../../../shell/queries.ts'
import { useManifest, useSession, useTitle } from '../../../shell/reader.ts'
import { CardsDesk } from './cards-desk.tsx'
import { ScannersDesk } from './scanners-desk.tsx'
import '../../../look/table.css'
import './desk.css'

/** The agency's scanners and the cards that it issues; each part for whoever may look after it. */
export function DeskPage() {
  const session = useSession()
  const may = mayDoAny(useManifest(), 'code')
  const [keepsScanners, issuesCards] = [may.includes('scan'), may.includes('issue')]
  useTitle('扫码设备和卡证')
  if (!session || !(keepsScanners || issuesCards))
    return (
      <Forbidden
        what="扫码设备和卡证"
        says="扫码设备由各单位的扫码管理员管理，卡证由卡证签发员加载。请换有岗位的账号。"
      />
    )
  return (
    <main id="main" tabIndex={-1} className="page dsk">
      <h1>{keepsScanners && issuesCards ? '扫码设备和卡证' : keepsScanners ? '扫码设备' : '卡证'}</h1>
      <p className="m">{session.position?.agency.name}</p>
      {keepsScanners ? <ScannersDesk /> : null}
      {issuesCards ? <CardsDesk /> : null}
    </main>
  )
}
