import { Empty } from '../look/empty.tsx'
import { useManifest } from '../shell/reader.ts'

/**
 * A list without a row. Whether nothing is there or nothing may be seen, the reader is told as far as is known: what a
 * condition leaves out, that they see but their own, or that they see what their post reaches.
 */
export function NoneThere(props: { kind: 'register' | 'case'; name: string; title: string; limited: boolean }) {
  const { kind, name, title, limited } = props
  const own = useManifest().own.includes(`${kind}:${name}`)
  if (limited) return <Empty says="没有符合条件的，放宽一个条件再看。" />
  return <Empty says={own ? `这里只列您自己的${title}，现在没有。` : `当前身份看得到的范围里没有${title}。`} />
}
