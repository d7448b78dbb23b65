import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Light } from '../../look/light.tsx'
import { listPath } from '../../shell/navigation.ts'
import * as queries from '../../shell/queries.ts'
import { useManifest, useNames } from '../../shell/reader.ts'

const [roster, officers] = ['roster-member', 'chief-data-officer']

/** The member agencies that have no chief data officer, for whoever sees both lists. */
export function WithoutOfficer() {
  const manifest = useManifest()
  const names = useNames()
  const sees = manifest.registers[roster] !== undefined && manifest.registers[officers] !== undefined
  const members = useQuery({ ...queries.allRecords(roster, ''), enabled: sees }).data
  const serving = useQuery({ ...queries.allRecords(officers, 'filter.standing=serving'), enabled: sees }).data
  if (!members || !serving) return null
  const there = members.filter((one) => one['standing'] !== 'left').map((one) => String(one['member']))
  const without = there.filter((member) => !serving.some((one) => one['office'] === member))
  return (
    <section className="wo" aria-labelledby="without-officer">
      <h2 id="without-officer">首席数据官</h2>
      <p>
        {there.length} 个成员单位，{there.length - without.length} 个有
        <Link to={listPath(manifest, officers)}>首席数据官在任</Link>。
        {without.length > 0 ? `还没有的 ${without.length} 个：` : ''}
      </p>
      {without.length > 0 ? (
        <ul>
          {without.map((member) => (
            <li key={member}>
              <Light face={{ title: '没有', shape: 'wait' }} bare /> {names.agency(member)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
