import type { Manifest, PlaceFace, RegisterFace } from '../../../platform/manifest.ts'

/** What is of no one system. */
const platform = ''

/** The list and case pages that the manifest offers this reader, grouped under their system's title. */
export function offeredLists(manifest: Manifest): { system: string; pages: { title: string; to: string }[] }[] {
  const groups = new Map<string, { title: string; to: string }[]>()
  for (const page of manifest.pages) {
    if (page.kind === 'bespoke') continue
    const group = groups.get(page.system) ?? []
    group.push({ title: page.title, to: `/${page.path}` })
    groups.set(page.system, group)
  }
  for (const { title, path, system } of manifest.shown) {
    if (path.includes('{')) continue
    const name = system ?? platform
    groups.set(name, [...(groups.get(name) ?? []), { title, to: `/${path}` }])
  }
  return [...groups].map(([id, pages]) => ({
    system: id === platform ? '平台' : (manifest.systems.find((one) => one.id === id)?.title ?? id),
    pages,
  }))
}

/** A page where it is met. */
export type Met = Pick<PlaceFace, 'title' | 'says' | 'icon' | 'rank'> & { to: string }

/** What this reader meets in one place without looking for it, in its order: what the systems say of their pages. */
export const metIn = (manifest: Manifest, spot: PlaceFace['in']): Met[] =>
  manifest.places.flatMap(({ in: at, path, ...place }) => (at === spot ? [{ ...place, to: `/${path}` }] : []))

/** The one page that the city puts before everyone; nothing where it has none. */
export const frontOf = (manifest: Manifest): Met | undefined => metIn(manifest, 'front')[0]

/** Where a register's rows are listed: the manifest's own page, or the general one. */
export function listPath(manifest: Manifest, register: string): string {
  const page = manifest.pages.find((one) => one.kind === 'list' && one.of === register)
  return `/${page?.path ?? `lists/${register}`}`
}

/** Where a kind of case is listed. */
export function casesPath(manifest: Manifest, kind: string): string {
  const page = manifest.pages.find((one) => one.kind === 'cases' && one.of === kind)
  return `/${page?.path ?? `cases/${kind}`}`
}

/** The ways of looking at the cases of a kind. */
export type CaseView = 'list' | 'board' | 'timeline'

/** What the manifest declares at an address, and what of it: nothing for the whole in one view, `new`, or a row's id. */
export interface Declared {
  path: string
  kind: 'list' | 'cases'
  of: string
  rest: string | null
  view: CaseView
}

/** Whatever the manifest declares at an address: a list or cases under the page's own path, or under the general one. */
export function declaredAt(manifest: Manifest, pathname: string): Declared | undefined {
  const path = decodeURIComponent(pathname).replace(/^\/|\/$/g, '')
  const cut = path.lastIndexOf('/')
  const whole = declared(path)
  if (whole) return { ...whole, rest: null, view: 'list' }
  const part = declared(path.slice(0, cut))
  const rest = path.slice(cut + 1)
  if (part?.kind === 'cases' && (rest === 'board' || rest === 'timeline')) return { ...part, rest: null, view: rest }
  return part && { ...part, rest, view: 'list' }

  function declared(at: string): Omit<Declared, 'rest' | 'view'> | undefined {
    const page = manifest.pages.find((one) => one.path === at && one.kind !== 'bespoke')
    if (page) return { path: at, kind: page.kind === 'list' ? 'list' : 'cases', of: page.of }
    const [folder, name = '', more] = at.split('/')
    if (more !== undefined) return undefined
    if (folder === 'lists' && manifest.registers[name]) return { path: at, kind: 'list', of: name }
    if (folder === 'cases' && manifest.cases[name]) return { path: at, kind: 'cases', of: name }
    return undefined
  }
}

/** What a row of a register is called: the words of the field that names it, and behind them what must not go unsaid. */
export function nameOf({ fields, naming, namedWith, title }: RegisterFace, row: Record<string, unknown>): string {
  const value = String(row[naming] ?? '')
  const name = fields[naming]?.options?.[value] ?? (value || title)
  const said = namedWith && String(row[namedWith.field])
  return said && namedWith.is.includes(said) ? `${name}（${fields[namedWith.field]?.options?.[said] ?? said}）` : name
}
