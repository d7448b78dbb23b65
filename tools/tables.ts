/**
 * Prints the tables of a system's registers as SQL, written from their declarations, for a migration that is then
 * reviewed by eye: `node tools/tables.ts plan-supervision`.
 */
import { systems } from '#systems'
import { tableText, type Register } from '#engines/register'

const wanted = process.argv[2]
for (const system of systems.filter((one) => wanted === undefined || one.name === wanted)) {
  for (const part of system.parts)
    if (part.kind === 'register') console.log(`-- ${part.title}\n${tableText(part as Register)}`)
}
