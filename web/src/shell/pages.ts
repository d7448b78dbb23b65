import type { PlaceFace } from '../../../platform/manifest.ts'
import { metIn, type Met } from './navigation.ts'
import type { LazyPage, MenuLine, Reader } from './page.ts'

const told = import.meta.glob<{ pages: LazyPage[]; lines?: MenuLine[] }>(
  ['../*/pages.ts', '../{shell,bespoke}/*/pages.ts', '!./pages.ts'],
  { eager: true },
)
const folders = Object.values(told)

/** Every page that stands at an address of its own, in whichever face it is opened: what each folder tells. */
export const pages: LazyPage[] = folders.flatMap((folder) => folder.pages)

const lines = folders.flatMap((folder) => folder.lines ?? [])

/** What somebody meets in one place without looking for it: pages of the systems and of the shell, in their order. */
export const linesOf = (spot: PlaceFace['in'], reader: Reader): (Met & { rank: number })[] =>
  [
    ...metIn(reader.manifest, spot),
    ...lines.flatMap(({ in: spots, to, icon, rank, ...line }) => {
      const title = spots.includes(spot) && line.title(reader)
      return title ? [{ to, title, rank, ...(icon && { icon }) }] : []
    }),
  ].toSorted((a, b) => a.rank - b.rank)
