import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { KioskNear } from '../../../platform/manifest.ts'
import { get } from '../shell/api.ts'
import { listPath } from '../shell/navigation.ts'
import { useManifest, useTitle } from '../shell/reader.ts'
import { hereNow } from '../render/taken.ts'
import { Row } from '../citizen/rows.tsx'

const far = (metres: number) => (metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`)

/** The machines nearest to whoever asks; where they are is asked of their device then, and kept nowhere. */
export function NearPage() {
  const manifest = useManifest()
  const find = useMutation({
    mutationFn: async () => {
      const here = await hereNow()
      if (!here) throw new Error('取不到您现在的位置。请允许浏览器使用位置，或者按地方找。')
      return (await get<{ rows: KioskNear[] }>(`/kiosks/near?lat=${here.lat}&lon=${here.lon}`)).rows
    },
  })
  useTitle('附近的自助机')
  return (
    <main id="main" tabIndex={-1} className="cit">
      <h1>附近的自助机</h1>
      <p className="wh">您的位置只用来算这一次的远近，不保存。步行的时间按老人走路、绕路三成估算。</p>
      <button type="button" className="go" disabled={find.isPending} onClick={() => find.mutate()}>
        {find.isPending ? '正在找' : '找离我最近的'}
      </button>
      {find.error ? (
        <p className="bad" role="alert">
          {find.error.message}
        </p>
      ) : null}
      {find.data?.length === 0 ? <p className="none">还没有标了位置的自助机。</p> : null}
      <ul className="ct-rows big">
        {find.data?.map(({ id, register, title, metres, minutes }) => (
          <Row
            key={id}
            to={`${listPath(manifest, register)}/${id}`}
            title={title}
            says={`${far(metres)}，${minutes <= 15 ? `步行约 ${minutes} 分钟` : `步行要 ${minutes} 分钟，建议坐车`}`}
          />
        ))}
      </ul>
      <p className="ct-links">
        {Object.values(manifest.kiosks).map(({ of, title }) => (
          <Link key={of} to={listPath(manifest, of)}>
            按地方找：全部{title}
          </Link>
        ))}
      </p>
    </main>
  )
}
