import { defineRoom } from '#kernel/room'

/** The blind index of a citizen number in this city: whoever keeps sealed fields keeps its key. */
export const citizenIndex = defineRoom<(citizenNumber: string) => string>('citizen index')
