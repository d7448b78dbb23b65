import { toTheSecond } from '../../look/dates.ts'
import { Seal } from '../../look/seal.tsx'
import { took, whole, type Chain } from './chain-data.ts'

const shown = 12

/** The newest blocks: as crystals on a line, the newest to the right, and each one's facts under it in a table. */
export function Blocks({ blocks, of }: { blocks: Chain['blocks']; of: number }) {
  if (blocks.length === 0) return null
  return (
    <section aria-labelledby="blocks">
      <h2 id="blocks">
        最近的块 <span className="cap">每块是一个签了名的检查点，接着前一块写</span>
      </h2>
      <ol className="crystals" aria-hidden="true">
        {blocks
          .slice(0, shown)
          .toReversed()
          .map((block) => (
            <li key={block.size} className={block.finalAt ? 'final' : 'waiting'}>
              <svg viewBox="0 0 48 54">
                <path d="M24 2l21 12.2v25.6L24 52 3 39.8V14.2z" />
                <text x="24" y="31">
                  +{block.leaves > 9999 ? `${Math.floor(block.leaves / 1000)}k` : block.leaves}
                </text>
              </svg>
              <small>{whole(block.size)}</small>
            </li>
          ))}
      </ol>
      <table className="dt blk">
        <caption className="sr">最近的块</caption>
        <thead>
          <tr>
            <th scope="col">写到第几片</th>
            <th scope="col" className="num">
              新增
            </th>
            <th scope="col">签于</th>
            <th scope="col">状态</th>
            <th scope="col" className="num">
              定于
            </th>
            <th scope="col">见证</th>
          </tr>
        </thead>
        <tbody>
          {blocks.slice(0, shown).map((block) => (
            <tr key={block.size}>
              <td className="nm">第 {whole(block.size)} 片</td>
              <td className="num">
                <span className="lab">新增 </span>
                {whole(block.leaves)} 片
              </td>
              <td className="fix">{toTheSecond(block.at)}</td>
              <td>
                <Seal state={block.finalAt ? 'final' : 'signed'} says={block.finalAt ? '已定' : '已签，见证中'} />
              </td>
              <td className="num">
                {block.finalAt ? (
                  <>
                    <span className="lab">定于 </span>
                    {took(block.at, block.finalAt)}后
                  </>
                ) : (
                  <span className="m">—</span>
                )}
              </td>
              <td>
                {block.witnesses.length > 0 ? (
                  <>
                    {block.witnesses.toSorted().join('、')}
                    <span className="m">
                      {' '}
                      {block.witnesses.length}/{of}
                    </span>
                  </>
                ) : (
                  <span className="m">—</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
