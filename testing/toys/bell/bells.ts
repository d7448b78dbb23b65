import { defineRole, may } from '#engines/identity'

/** What a system declares to have bells. */
export const bells = { kind: 'bell', name: 'bells', title: '门铃', actions: ['ring-all'] } as const

export const bellRinger = defineRole('bell-ringer', { title: '敲钟人', grants: [may(bells, ['ring-all'], 'all')] })
