import { defineReuse } from '#platform'

/** What one place has worked out and every other may take over: practices of the counties, capabilities that projects leave. */
export const capability = defineReuse('practice', { title: '可复用的做法和能力' })

export const { kit, practice, edition, adoption } = capability.registers
