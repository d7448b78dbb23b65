import { toTheSecond } from '../../look/dates.ts'
import { Light } from '../../look/light.tsx'
import { nodeStates, whole, type Chain } from './chain-data.ts'

/** The agencies' nodes that the policy names, and how each stands. */
export function Nodes({ nodes, size }: { nodes: Chain['witnesses']; size: number }) {
  return (
    <section aria-labelledby="nodes">
      <h2 id="nodes">
        部门节点 <span className="cap">各自保管私钥，核对过只增不改才签名</span>
      </h2>
      {nodes.length === 0 ? (
        <p className="m">信任策略里还没有见证节点：现在只有账本自己签名。</p>
      ) : (
        <ul className="nds">
          {nodes.map(({ name, state, size: seen, says, at }) => (
            <li key={name}>
              <b>{name}</b>
              <Light face={nodeStates[state] ?? { title: state, shape: 'wait' }} />
              <span className="m">
                {seen > 0 ? `签到第 ${whole(seen)} 片` : '还没有签过'}
                {seen > 0 && seen < size ? `，差 ${whole(size - seen)} 片` : ''}
                {says && state !== 'cosigning' ? `，${says}` : ''}
              </span>
              <span className="cap">{at ? toTheSecond(at) : ''}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
