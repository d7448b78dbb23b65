import type { LazyPage, MenuLine, Reader } from './page.ts'

const told = import.meta.glob<{ pages: LazyPage[]; lines?: MenuLine[] }>(
  ['../*/pages.ts', '../{shell,bespoke}/*/pages.ts', '!./pages.ts'],
  { eager: true },
)
const folders = Object.values(told)

/** Every page that stands at an address of its own, in whichever face it is opened: what each folder tells. */
export const pages: LazyPage[] = folders.flatMap((folder) => folder.pages)

const lines = folders.flatMap((folder) => folder.lines ?? []).toSorted((a, b) => a.rank - b.rank)

/** What a menu offers this reader, in its order. */
export const linesOf = (menu: MenuLine['in'][number], reader: Reader) =>
  lines.flatMap((line) => {
    const title = line.in.includes(menu) && line.title(reader)
    return title ? [{ ...line, title }] : []
  })
