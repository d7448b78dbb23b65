import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import type { Manifest, Session } from '../../../platform/manifest.ts'
import type { IconName } from '../look/icon.tsx'

/** A page that is loaded when it is first opened. */
export type LazyPage = RouteObject & { path: string; lazy: () => Promise<{ Component: ComponentType }> }

/** A page drawn by hand, at an address of its own; each folder that has some tells them in a `pages.ts`. */
export const page = (path: string, load: () => Promise<ComponentType>): LazyPage => ({
  path,
  lazy: async () => ({ Component: await load() }),
})

/** What whoever reads is told, from which a menu knows what to offer. */
export interface Reader {
  manifest: Manifest
  session: Session | null
}

/** A line of a menu: `top` beside the brand, `dock` at the thumb, `me` under the reader's name. */
export interface MenuLine {
  in: readonly ('top' | 'dock' | 'me')[]
  /** Where it stands among the others: from 0, the first, up. */
  rank: number
  to: string
  /** What it is called; nothing where this reader is not offered it. */
  title: (reader: Reader) => string | false | undefined
  /** At the thumb, beside its word. */
  icon?: IconName
  /** Whether the reader is there; without it, at its address and below. */
  here?: (pathname: string) => boolean
}
