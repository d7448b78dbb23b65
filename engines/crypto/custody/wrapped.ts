import { wrappedRows } from '#kernel/keeper'
import { boundTo as authorityBound } from './authority.ts'
import { boundTo as keyBound } from './key.ts'

/** Where custody keeps its secrets. */
export const custodyWrapped = [
  wrappedRows<{ key: string; version: number }>('托管密钥', 'crypto.key_version', ['key', 'version'], {
    sealed: ({ key, version }) => keyBound(key, version),
  }),
  wrappedRows<{ algorithm: Parameters<typeof authorityBound>[0]; role: Parameters<typeof authorityBound>[1] }>(
    '证书签发机构的密钥',
    'crypto.authority',
    ['algorithm', 'role'],
    { sealed: ({ algorithm, role }) => authorityBound(algorithm, role) },
  ),
]
