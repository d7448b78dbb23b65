import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { dayWords, wall } from '../look/dates.ts'
import { Icon } from '../look/icon.tsx'
import { Light } from '../look/light.tsx'
import { casesPath, listPath, nameOf } from '../shell/navigation.ts'
import { useManifest, useNow } from '../shell/reader.ts'
import type { Matter, RecordRow, RegisterFace } from '../../../platform/manifest.ts'
import { lightOf, standingOf } from './mine.ts'

/** One line that leads somewhere: what it is, and below it a sentence. */
export function Row(props: { to: string; title: ReactNode; says?: ReactNode; mark?: ReactNode; plain?: boolean }) {
  const { to, title, says, mark, plain } = props
  const inside = (
    <>
      {mark}
      <span>
        <b>{title}</b>
        {says ? <small>{says}</small> : null}
      </span>
      <Icon name="right" />
    </>
  )
  return <li>{plain ? <a href={to}>{inside}</a> : <Link to={to}>{inside}</Link>}</li>
}

/** Matters, each with where it stands. */
export function MatterRows({ rows }: { rows: Matter[] }) {
  const manifest = useManifest()
  const now = useNow()
  return (
    <ul className="ct-rows">
      {rows.map((one) => (
        <Row
          key={one.id}
          to={`${casesPath(manifest, one.kind)}/${one.id}`}
          title={one.title}
          says={standingOf(one)}
          mark={<Light face={lightOf(one, now)} bare />}
        />
      ))}
    </ul>
  )
}

/** Records, each with its register and the day. */
export function RecordRows({ rows }: { rows: { face: RegisterFace; row: RecordRow }[] }) {
  const manifest = useManifest()
  return (
    <ul className="ct-rows">
      {rows.map(({ face, row }) => (
        <Row
          key={row.id}
          to={`${listPath(manifest, face.name)}/${row.id}`}
          title={nameOf(face, row)}
          says={`${face.title}，${dayWords(wall(row.createdAt).date)}登记`}
        />
      ))}
    </ul>
  )
}
