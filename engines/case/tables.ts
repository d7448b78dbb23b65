import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'casework.case': {
    by: 'id',
    why: 'every act reads and writes one case with its steps',
    breaks: {
      case_parent_fkey: 'a county case lies elsewhere than its task; the act that opens it sees to its parent',
    },
  },
  'casework.line_fault': everywhere('lines of a few registers, looked at by the clock'),
  'casework.line_look': everywhere('one row a register'),
  'casework.opening': { by: 'subject', why: 'written with its subject, taken by the clock' },
  'casework.tally': everywhere('kinds × agencies × states × lights, read by every board'),
  'casework.tally_change': { by: 'agency', why: 'written with its case, folded by the clock' },
  'casework.participant': { by: 'case_id', why: 'lies beside its case' },
  'casework.party': { by: 'case_id', why: 'lies beside its case' },
  'casework.step': { by: 'case_id', why: 'lies beside its case', breaks: { step_pkey: madeUnique } },
}
