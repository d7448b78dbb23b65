import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import type { FileFace } from '../../../platform/manifest.ts'
import { Drop } from '../look/drop.tsx'
import { Failed } from '../look/failed.tsx'
import { Loading } from '../look/loading.tsx'
import { get, send, sendFile } from '../shell/api.ts'
import { useSession, useTitle } from '../shell/reader.ts'
import { Bar, Within } from './frame.tsx'
import { SignInFirst } from './sign-in.tsx'

/** On somebody's own telephone: papers for the form that they have open at a machine. */
export function BringPage() {
  const { code = '' } = useParams()
  const session = useSession()
  const to = useQuery({
    queryKey: ['kiosk', 'bringing', code],
    enabled: session !== null,
    retry: false,
    queryFn: ({ signal }) => get<{ called: string }>(`/kiosk-papers/${code}`, signal),
  })
  const bring = useMutation({
    mutationFn: async (chosen: File[]) => {
      const files = await Promise.all(chosen.map((file) => sendFile<FileFace>('/files', file)))
      await send('POST', `/kiosk-papers/${code}`, { files })
      return files
    },
  })
  useTitle('给自助机传材料')
  if (!session) return <SignInFirst />
  if (to.error)
    return (
      <Within>
        <Failed what="这台自助机" error={to.error} />
      </Within>
    )
  if (!to.data)
    return (
      <Within>
        <Loading lines={4} whole />
      </Within>
    )
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1} className="cit">
        <h1>给“{to.data.called}”传材料</h1>
        <p className="wh">只传到您自己正在填的表里。一次最多十份，可以分几次传。</p>
        <Drop
          id="papers"
          many
          busy={bring.isPending}
          labelledBy="papers-of"
          take={(chosen) => bring.mutate(chosen.slice(0, 10))}
        >
          <b id="papers-of">{bring.isPending ? '正在传' : '拍照或选文件'}</b>
        </Drop>
        {bring.data ? (
          <p role="status">传到了：{bring.data.map(({ name }) => name).join('、')}。请看机器的屏幕，接着填。</p>
        ) : null}
        {bring.error ? (
          <p className="bad" role="alert">
            没有传到：{bring.error.message}
          </p>
        ) : null}
      </main>
    </>
  )
}
