import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import type { KitLinks as Links, Manifest } from '../../../platform/manifest.ts'
import { useOnce } from '../look/once.ts'
import { get, send } from '../shell/api.ts'
import { useManifest } from '../shell/reader.ts'
import './kits.css'

type Face = Manifest['reuses'][string]

/** What a row has to do with kits: to be packed, downloaded, taken over, and where it came from. */
export function KitLinks({ register, id }: { register: string; id: string }) {
  const has = ({ kit, adoption, packs }: Face) => [kit, adoption, ...packs].includes(register)
  const found = Object.entries(useManifest().reuses).find(([, face]) => has(face))
  return found ? <LinksOf name={found[0]} face={found[1]} {...{ register, id }} /> : null
}

function LinksOf({ name, face, register, id }: { name: string; face: Face; register: string; id: string }) {
  const navigate = useNavigate()
  const links = useQuery({
    queryKey: ['registers', register, 'kits', id],
    queryFn: ({ signal }) => get<Links>(`/reuses/${name}/links/${register}/${id}`, signal),
  })
  const packing = useOnce(
    () => send<{ id: string }>('POST', `/reuses/${name}/kits`, { register, id }),
    (made) => navigate(`/lists/${face.kit}/${made.id}`),
  )
  const unpacking = useOnce(
    () => send<{ path: string }>('POST', `/reuses/${name}/kits/${id}/rows`),
    ({ path }) => navigate(path),
  )
  const refused = links.error ?? packing.error ?? unpacking.error
  const said = links.data
  if (said && !said.packs && !said.file && !said.from && said.made.length === 0) return null
  return (
    <section className="kit-links">
      <h2>复用</h2>
      {said?.from ? (
        <p>
          来自<Link to={said.from.path}>{said.from.title}</Link>
        </p>
      ) : null}
      {said && said.made.length > 0 ? (
        <>
          <p className="cap">采用时在本单位登记的：</p>
          {said.made.map(({ title, count, path }) => (
            <p key={title}>
              {path ? <Link to={path}>{title}</Link> : title} {count} 条
            </p>
          ))}
        </>
      ) : null}
      {said?.packs ? (
        <p className="no-print">
          <button type="button" className="bt" disabled={packing.isPending} onClick={() => packing.mutate(undefined)}>
            打成配置包
          </button>
          <br />
          <span className="cap">连同所属的登记，供别的单位采用；单位、文件和个人信息不带走。</span>
        </p>
      ) : null}
      {said?.file ? (
        <p className="no-print">
          <a className="bt" href={said.file} download>
            下载配置包
          </a>
        </p>
      ) : null}
      {said?.unpacks ? (
        <p className="no-print">
          <button
            type="button"
            className="bt"
            disabled={unpacking.isPending}
            onClick={() => unpacking.mutate(undefined)}
          >
            登记到本单位
          </button>
          <br />
          <span className="cap">包里的登记成为本单位的新登记，一条不合就都不登记。</span>
        </p>
      ) : null}
      {refused ? (
        <p className="wrong" role="alert">
          {refused.message}
        </p>
      ) : null}
    </section>
  )
}
