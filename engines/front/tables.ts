import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'kernel.event': {
    by: 'subject',
    why: 'what happened to one thing is read together',
    breaks: { event_pkey: madeUnique },
  },
  'kernel.file_use': { by: 'id', why: 'lies beside the record that shows the file' },
  'kernel.job': { by: 'person', why: 'whoever asked lists their own', breaks: { job_pkey: madeUnique } },
  'kernel.migration': everywhere('one row a migration'),
  'kernel.once': { by: 'actor', why: 'a key is unique to its actor' },
  'kernel.upload': { by: 'file', why: 'asked for by the name of the content' },
}
