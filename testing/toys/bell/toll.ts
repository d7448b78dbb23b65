import { defineSetting, type House, type Thread } from '#kernel/engine'
import { newId } from '#kernel/database'
import { keeper } from '#kernel/keeper'
import { cityFace } from '#engines/front/run'

/** How the bells sound. */
export const bellTone = defineSetting('BELL_TONE', (text) => text)

/** What whoever tolls knows of its house. */
export const knownOf = ({ rooms, clock, systems, settings }: House) => ({
  city: rooms.get(cityFace).name,
  systems: systems.map(({ name }) => name),
  year: clock.now().getFullYear(),
  master: rooms.get(keeper).master,
  tone: bellTone.of(settings.told) ?? null,
})

/** Notes what it knows of its house, once, and waits for the end. */
export async function toll(house: House, thread: Thread) {
  await house.database.write({ all: 'on' }, async (tx) =>
    tx.add('bell.toll', { id: newId(house.clock.now()), knows: knownOf(house) }),
  )
  while (thread.going()) await thread.pause(60_000)
}

/** Rings every bell once, and waits for the end. */
export async function ringOnce(house: House, thread: Thread) {
  await house.database.write({ all: 'on' }, (tx) => tx.query('update bell.bell set rings = rings + 1'))
  while (thread.going()) await thread.pause(60_000)
}
