import type { FieldFace, RegisterFace, Session } from '../../../platform/manifest.ts'
import { narrowed } from '../render/options.ts'
import { keepPage } from '../shell/keep-page.ts'
import * as queries from '../shell/queries.ts'

/** What the form of a counter is drawn from beside the page's own parts: the beginnings of addresses. */
const reads = (face: RegisterFace) => [
  ...['/api/manifest', '/api/session', '/api/clock', '/api/agencies', '/api/regions', '/api/counters'],
  ...Object.values(face.fields).flatMap(({ register }) => (register ? [`/api/registers/${register}`] : [])),
]

/**
 * Keeps the page, and fetches whatever its form may ask for: the rows that it can name, what each of them asks, and the places
 * around the reader's post. What is fetched the page keeps.
 * @param parts loads the pages that are opened from it
 * @returns whether this device can go on without a network
 */
export async function bringAlong(
  page: string,
  { face, session }: { face: RegisterFace; session: Session },
  parts: () => Promise<unknown>,
): Promise<boolean> {
  await Promise.all([import('../render/shape/widget.tsx'), parts()])
  if (!(await keepPage(page, reads(face)))) return false
  if (!navigator.serviceWorker.controller) return false
  const { queryClient: client } = queries
  const fresh = { staleTime: 0 }
  const place = session.position?.region.code ?? ''
  await Promise.all([
    ...[queries.manifest, queries.session, queries.clock].map((one) =>
      client.fetchQuery({ ...(one as typeof queries.clock), ...fresh }),
    ),
    client.fetchQuery({ ...queries.agencies, ...fresh }),
    client.fetchQuery({ ...queries.counties, ...fresh }),
    ...[6, 9]
      .filter((digits) => place.length >= digits)
      .map((digits) => client.fetchQuery({ ...queries.regionsUnder(place.slice(0, digits)), ...fresh })),
    ...askedIn(face).map((field) => rowsAndQuestions(face, field)),
  ])
  return true
}

const askedIn = (face: RegisterFace) =>
  face.steps
    .flatMap(({ asks }) => asks)
    .flatMap((name) => {
      const field = face.fields[name]
      return field?.widget === 'record' ? [{ ...field, name }] : []
    })

/** The rows that a field may name, and what each of them asks where the form answers. */
async function rowsAndQuestions(face: RegisterFace, field: FieldFace & { name: string }) {
  const { queryClient: client } = queries
  const { register = '' } = field
  const { rows } = await client.fetchQuery({
    ...queries.records(register, `limit=100${narrowed(field)}`),
    staleTime: 0,
  })
  const answers = Object.values(face.fields).some(({ widget, of }) => widget === 'answers' && of === field.name)
  if (answers) for (const row of rows) await client.fetchQuery({ ...queries.questions(register, row.id), staleTime: 0 })
}
