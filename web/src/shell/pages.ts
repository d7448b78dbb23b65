import type { LazyPage } from './page.ts'

const told = import.meta.glob<{ pages: LazyPage[] }>(
  ['../*/pages.ts', '../{shell,bespoke}/*/pages.ts', '!./pages.ts'],
  {
    eager: true,
  },
)

/** Every page that stands at an address of its own, in whichever face it is opened: what each folder tells. */
export const pages: LazyPage[] = Object.values(told).flatMap((folder) => folder.pages)
