import type { AnyCase } from '#engines/case'
import type { Meeting, Page } from '#engines/front'
import type { Register } from '#engines/register'

/** The list of a register. */
export const listPage = (
  of: Register,
  d: {
    /** What the menu calls it; without it, the register's title. */
    title?: string
    /** How it is met by those who do not look for it: in the menu, at home. */
    meets?: readonly Meeting[]
  } = {},
): Page => ({
  ...{ kind: 'page', draws: 'list', name: `list-${of.name}`, title: d.title ?? of.title },
  ...{ path: `lists/${of.name}`, of: of.name, shows: of, columns: of.columns, filters: of.filters },
  ...(d.meets && { meets: d.meets }),
})

/** The list of a kind of case, with columns of its subject. */
export const casesPage = (
  of: AnyCase,
  d: {
    /** What the menu calls it; without it, the title of the kind of case. */
    title?: string
    /** Fields of the subject that stand beside what every case shows. */
    columns?: readonly string[]
    /** How it is met by those who do not look for it: in the menu, at home. */
    meets?: readonly Meeting[]
  } = {},
): Page => ({
  ...{ kind: 'page', draws: 'cases', name: `cases-${of.name}`, title: d.title ?? of.title },
  ...{ path: `cases/${of.name}`, of: of.name, shows: of },
  ...(d.columns && { columns: d.columns }),
  ...(d.meets && { meets: d.meets }),
})

/** A page made by hand, because the page is the product. */
export const bespokePage = (
  name: string,
  title: string,
  path: string,
  d: {
    /** How it is met by those who do not look for it: in the menu, at home. */
    meets?: readonly Meeting[]
  } = {},
): Page => ({
  ...{ kind: 'page', draws: 'bespoke', name, title, path, of: name },
  ...(d.meets && { meets: d.meets }),
})
