import { toTheSecond } from '../../look/dates.ts'
import { Seal } from '../../look/seal.tsx'
import { Table } from '../../render/table.tsx'
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
      <Table
        className="blk"
        caption="最近的块"
        rows={blocks.slice(0, shown)}
        keyOf={({ size }) => String(size)}
        columns={[
          { title: '写到第几片', as: 'nm', cell: ({ size }) => `第 ${whole(size)} 片` },
          { title: '新增', num: true, cell: ({ leaves }) => `${whole(leaves)} 片` },
          { title: '签于', as: 'fix', bare: true, cell: ({ at }) => toTheSecond(at) },
          {
            ...{ title: '状态', bare: true },
            cell: ({ finalAt }) => (
              <Seal state={finalAt ? 'final' : 'signed'} says={finalAt ? '已定' : '已签，见证中'} />
            ),
          },
          {
            ...{ title: '定于', num: true },
            cell: ({ at, finalAt }) => (finalAt ? `${took(at, finalAt)}后` : <span className="m">—</span>),
          },
          {
            ...{ title: '见证', bare: true },
            cell: ({ witnesses }) =>
              witnesses.length > 0 ? (
                <>
                  {witnesses.toSorted().join('、')}
                  <span className="m">
                    {' '}
                    {witnesses.length}/{of}
                  </span>
                </>
              ) : (
                <span className="m">—</span>
              ),
          },
        ]}
      />
    </section>
  )
}
