declare module '../../../platform/manifest.ts' {
  interface CaseFace {
    sheets?: string[]
    prints?: boolean
  }
  interface Manifest {
    bulletins?: Record<string, { name: string; title: string; about: string }>
  }
}
