import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import type { Manifest, PlaceFace, Session } from '../../../platform/manifest.ts'

/** What a page says of itself beside its address. */
export interface Stands {
  /** The page that a menu marks while this one is open; without it, the one whose address it is below. */
  under?: string
  /** It is the workbench's, whoever opens it. */
  face?: 'workbench'
}

/** A page that is loaded when it is first opened. */
export type LazyPage = RouteObject & {
  path: string
  lazy: () => Promise<{ Component: ComponentType }>
  handle: Stands
}

/** A page drawn by hand, at an address of its own; each folder that has some tells them in a `pages.ts`. */
export const page = (path: string, load: () => Promise<ComponentType>, stands: Stands = {}): LazyPage => ({
  path,
  handle: stands,
  lazy: async () => ({ Component: await load() }),
})

/** What whoever reads is told, from which a menu knows what to offer. */
export interface Reader {
  manifest: Manifest
  session: Session | null
}

/** A page of the shell itself where it is met; those of the systems stand in the manifest. */
export interface MenuLine extends Pick<PlaceFace, 'rank' | 'icon'> {
  in: readonly PlaceFace['in'][]
  to: string
  /** What it is called; nothing where this reader is not offered it. */
  title: (reader: Reader) => string | false | undefined
}
