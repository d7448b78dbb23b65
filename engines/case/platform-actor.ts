import type { Actor } from '#engines/identity'

/** Who acts when nobody does: the clock, or a message from outside. */
export const platformActor: Actor = {
  person: null,
  name: '平台时钟',
  position: null,
  agency: null,
  areas: [],
  roles: [],
}
