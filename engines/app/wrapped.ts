import { wrappedRows } from '#kernel/keeper'
import { signerBoundTo } from './signer.ts'

/** Where the keys lie wrapped that sign for apps. */
export const appsWrapped = wrappedRows<{ apps: string }>('标准应用签名密钥', 'app.signer', ['apps'], {
  sealed: ({ apps }) => signerBoundTo(apps),
})
