import { Link } from 'react-router'
import { Seal } from '../look/seal.tsx'
import type { LedgerEvent } from './ledger-events.ts'

/** How far an act's evidence is, and the way to its receipt. */
export function ReceiptLink({ event }: { event: LedgerEvent | undefined }) {
  if (!event) return null
  return (
    <div className="rc no-print">
      <Link to={`/receipts/${event.id}`} title="看这件事的存证回执">
        <Seal state={event.state} />
        回执
      </Link>
    </div>
  )
}
