/**
 * A place for what is true of one city and of no other: its roles, its keys, who hears of what. Whoever holds the city's
 * database or a transaction of it finds its rooms there, so that two cities are open in one process.
 */
export interface Room<T> {
  readonly name: string
  /** What stands in it when nobody has put anything there. */
  readonly furnished?: () => T
}

/** Declares a room. @param furnished what stands in it at first; without it, it is an error to look before something is put there */
export const defineRoom = <T>(name: string, furnished?: () => T): Room<T> => ({
  name,
  ...(furnished && { furnished }),
})

/** The rooms of one house. */
export class Rooms {
  #things = new Map<Room<unknown>, unknown>()

  /** What stands in a room. @throws Error where nothing was put and nothing stands by itself */
  get<T>(room: Room<T>): T {
    if (this.#things.has(room)) return this.#things.get(room) as T
    if (!room.furnished) throw new Error(`nothing stands in the room ${room.name} of this house`)
    const things = room.furnished()
    this.#things.set(room, things)
    return things
  }

  /** Puts something in a room; what stood there is gone. */
  put<T>(room: Room<T>, things: T) {
    this.#things.set(room, things)
  }

  has(room: Room<unknown>): boolean {
    return this.#things.has(room)
  }
}
