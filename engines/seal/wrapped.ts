import { wrappedRows } from '#kernel/keeper'
import { boundTo, makerBound } from './make.ts'

/** Where the keys of seals lie wrapped. */
export const sealsWrapped = [
  wrappedRows<{ id: string }>('制章密钥', 'seal.maker', ['id'], { sealed: () => makerBound }),
  wrappedRows<{ id: string }>('印章密钥', 'seal.seal', ['id'], {
    sealed: ({ id }) => boundTo(id, 'sm2-sm3'),
    twin_sealed: ({ id }) => boundTo(id, 'ecdsa-p256-sha256'),
  }),
]
