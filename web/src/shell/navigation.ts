import type { Manifest } from '../../../platform/manifest.ts'

/** The list and case pages that the manifest offers this reader, grouped under their system's title. */
export function offeredLists(manifest: Manifest): { system: string; pages: { title: string; to: string }[] }[] {
  const groups = new Map<string, { title: string; to: string }[]>()
  for (const page of manifest.pages) {
    if (page.kind === 'bespoke') continue
    const group = groups.get(page.system) ?? []
    group.push({ title: page.title, to: `/${page.path}` })
    groups.set(page.system, group)
  }
  const declared = [...groups].map(([id, pages]) => ({
    system: manifest.systems.find((one) => one.id === id)?.title ?? id,
    pages,
  }))
  const shown = manifest.shown.map(({ title, path }) => ({ title, to: `/${path}` }))
  return shown.length > 0 ? [...declared, { system: '平台', pages: shown }] : declared
}

/** True where the manifest offers the page of the log. */
export function offersChain(manifest: Manifest): boolean {
  return manifest.pages.some((page) => page.kind === 'bespoke' && page.path === 'ledger')
}

/** True where the city has one code for everyone. */
export function offersCode(manifest: Manifest): boolean {
  return manifest.pages.some((page) => page.kind === 'bespoke' && page.path === 'code')
}

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

/** True at a board: of the plan in force, or of one plan. */
export function atBoard(pathname: string): boolean {
  return /^\/(board|plan\/[^/]+\/board)$/.test(pathname)
}
