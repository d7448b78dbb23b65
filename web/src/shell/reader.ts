import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Manifest, Session } from '../../../platform/manifest.ts'
import { lateName, useLateNames } from './late-names.ts'
import * as queries from './queries.ts'

/** The declarations; the shell has loaded them before any page is drawn. */
export function useManifest(): Manifest {
  return useSuspenseQuery(queries.manifest).data
}

/** Who reads, or null for a visitor. */
export function useSession(): Session | null {
  return useSuspenseQuery(queries.session).data
}

/** The city's present instant, moving once a minute. */
export function useNow(): string {
  const { data } = useQuery(queries.clock)
  const [, turn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => turn((n) => n + 1), 30_000)
    return () => clearInterval(timer)
  }, [])
  return new Date(Date.now() + (data?.ahead ?? 0)).toISOString()
}

/** Names of agencies and of counties by id and code. An unknown one keeps a readable stand-in. */
export function useNames(): { agency: (id: string | null | undefined) => string; region: (code: string) => string } {
  const agencies = useQuery(queries.agencies).data
  const counties = useQuery(queries.counties).data
  useLateNames()
  const late = (id: string) => {
    const name = agencies ? lateName(id) : undefined
    return name === null ? '未知部门' : (name ?? '…')
  }
  return {
    agency: (id) => (id ? (agencies?.find((one) => one.id === id)?.name ?? late(id)) : ''),
    region: (code) => counties?.find((one) => one.code === code)?.name ?? '',
  }
}

/** Names the page in the browser's tab. */
export function useTitle(title: string) {
  const { product } = useManifest()
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product
  }, [title, product])
}
