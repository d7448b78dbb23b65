import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { ErrorBoundary } from './error-boundary.tsx'
import { told } from './told.ts'

/** The addresses of one face: within its frame, once it is known who reads; whatever a page throws is said in its place. @param basename the path under which they stand */
export const faceRouter = (Component: ComponentType, children: RouteObject[], basename = '/') =>
  createBrowserRouter(
    [
      {
        ...{ loader: told, shouldRevalidate: () => false, Component, HydrateFallback: () => null, ErrorBoundary },
        children: [{ ErrorBoundary, children }],
      },
    ],
    { basename },
  )
