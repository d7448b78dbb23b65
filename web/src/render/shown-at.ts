import type { Manifest, ShownFace } from '../../../platform/manifest.ts'

/** The page of a route at an address, with what stands in the places of its path; one with no places before one with. */
export function shownAt(
  manifest: Manifest,
  pathname: string,
): { shown: ShownFace; places: Record<string, string> } | undefined {
  const found = manifest.shown.flatMap((shown) => {
    const places = placesIn(shown.path, pathname)
    return places ? [{ shown, places }] : []
  })
  return found.find(({ places }) => Object.keys(places).length === 0) ?? found[0]
}

/** Where a page of routes is opened. @returns what stands in the places of its path */
function placesIn(path: string, pathname: string): Record<string, string> | undefined {
  const [parts, words] = [path.split('/'), pathname.replace(/^\/|\/$/g, '').split('/')]
  if (parts.length !== words.length) return undefined
  const places = parts.map((part, at) => [/^\{(\w+)\}$/.exec(part)?.[1], part, words[at] ?? ''] as const)
  if (places.some(([place, part, word]) => !place && part !== word)) return undefined
  return Object.fromEntries(places.flatMap(([place, , word]) => (place ? [[place, decodeURIComponent(word)]] : [])))
}
