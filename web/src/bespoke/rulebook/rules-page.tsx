import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { wall } from '../../look/dates.ts'
import { Empty } from '../../look/empty.tsx'
import { Failed, Forbidden } from '../../look/failed.tsx'
import { Light } from '../../look/light.tsx'
import { Loading } from '../../look/loading.tsx'
import { Table } from '../../render/table.tsx'
import { useManifest, useNames, useNow, useTitle } from '../../shell/reader.ts'
import { lightOf, openTexts, registers, rules, type Rule } from './rule-data.ts'
import './rules.css'

/** Every instrument of the city: what it is, whose, how it stands; and first the drafts on which anybody may say something. */
export function RulesPage() {
  useTitle('制度规范')
  const face = useManifest().registers[registers.rule]
  const today = wall(useNow()).date
  const names = useNames()
  const found = useQuery({ ...rules, enabled: face !== undefined })
  if (!face) return <Forbidden what="制度规范" />
  const words = (field: string, value: string) => face.fields[field]?.options?.[value] ?? value
  const rows = found.data ?? []
  const count = (standing: string) => rows.filter((one) => one.standing === standing).length
  return (
    <main id="main" tabIndex={-1} className="page rls">
      <h1>制度规范</h1>
      {found.data ? (
        <p className="as">
          共 {rows.length} 项，现行有效 {count('in-force')} 项，制定中 {count('planned')}{' '}
          项。每一条都有自己的地址，可以引用。
        </p>
      ) : null}
      <Open rules={rows} today={today} />
      {found.error ? <Failed what="制度规范" error={found.error} retry={() => void found.refetch()} inside /> : null}
      {found.isLoading ? <Loading lines={8} /> : null}
      {found.data && rows.length === 0 ? <Empty says="还没有登记制度。" /> : null}
      {rows.length > 0 ? (
        <section aria-labelledby="all">
          <h2 id="all">全部制度</h2>
          <Table<Rule>
            caption="全部制度"
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: '名称', as: 'nm', cell: ({ code, title }) => <Link to={`/rules/${code}`}>{title}</Link> },
              { title: '制定单位', cell: ({ issuer }) => names.agency(issuer) },
              { title: '类别', cell: ({ sort }) => words('sort', sort) },
              { title: '计划出台', as: 'fix', cell: ({ plannedOn }) => plannedOn ?? '—' },
              { title: '施行', as: 'fix', cell: ({ inForceOn }) => inForceOn ?? '—' },
              {
                title: '效力',
                as: 'fix',
                cell: (rule) => <Light face={lightOf(rule, today, face.fields['standing']?.options ?? {})} />,
              },
            ]}
          />
        </section>
      ) : null}
    </main>
  )
}

/** The drafts on which anybody may say something until a day. */
function Open({ rules: all, today }: { rules: readonly Rule[]; today: string }) {
  const { data = [] } = useQuery(openTexts)
  const open = data.flatMap((text) => {
    const rule = all.find(({ id }) => id === text.instrument)
    return rule ? [{ ...text, code: rule.code }] : []
  })
  if (open.length === 0) return null
  return (
    <section aria-labelledby="open">
      <h2 id="open">正在征求意见</h2>
      <ul className="open">
        {open.map(({ id, code, title, until }) => (
          <li key={id}>
            <Link to={`/rules/${code}`}>{title}</Link>
            <span className="m">{until === today ? '今天截止' : `${until} 截止`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
