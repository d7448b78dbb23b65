import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'

/** A page that is loaded when it is first opened. */
export type LazyPage = RouteObject & { path: string; lazy: () => Promise<{ Component: ComponentType }> }

/** A page drawn by hand, at an address of its own; each folder that has some tells them in a `pages.ts`. */
export const page = (path: string, load: () => Promise<ComponentType>): LazyPage => ({
  path,
  lazy: async () => ({ Component: await load() }),
})
