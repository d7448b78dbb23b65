import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FileFace, KioskBringing } from '../../../platform/manifest.ts'
import { get, send } from '../shell/api.ts'
import { Picture } from './picture.tsx'
import { touched } from './touched.ts'

const looksEvery = 1500

/** Papers for a form at a machine: its person takes or chooses them on the telephone, and they come here. */
export function ByPhone({ room, take }: { room: number; take: (files: FileFace[]) => void }) {
  const begin = useMutation({ mutationFn: () => send<KioskBringing>('POST', '/kiosk/papers') })
  const { data } = begin
  const came = useQuery({
    queryKey: ['kiosk', 'papers', data?.id],
    enabled: data !== undefined,
    refetchInterval: looksEvery,
    queryFn: async ({ signal }) => (await get<{ rows: FileFace[] }>(`/kiosk/papers/${data?.id}`, signal)).rows,
  })
  const files = came.data
  useEffect(() => {
    if (!files || files.length === 0) return
    take(files.slice(0, room))
    dispatchEvent(new Event(touched))
    // What has come is taken once; what the form does with it does not bring it again.
  }, [files?.length])
  const error = begin.error ?? came.error
  return (
    <div className="ki-bring">
      {data ? (
        <>
          <Picture text={`${location.origin}/bring/${data.code}`} alt="传材料的二维码，请用手机扫" />
          <p role="status">用登录的那部手机扫码，拍照或选文件；传好了会出现在上面。</p>
        </>
      ) : (
        <button type="button" className="go s" disabled={begin.isPending} onClick={() => begin.mutate()}>
          用手机拍照、传材料
        </button>
      )}
      {error ? (
        <p className="bad" role="alert">
          {error.message}
        </p>
      ) : null}
    </div>
  )
}
