import { everywhere, madeUnique, type Placement } from '#kernel/engine'

/** Where the rows of its tables would lie past one machine. */
export const tables: Placement = {
  'app.signer': everywhere('one row for the apps of an application'),
  'app.standing': everywhere('one row an app'),
  'app.tried': everywhere('a dozen rows an app'),
  'app.visit': { by: 'app', why: 'counted by app', breaks: { visit_pkey: madeUnique } },
}
