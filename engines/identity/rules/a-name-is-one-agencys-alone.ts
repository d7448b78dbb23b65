import type { Naming } from '../asked.ts'
import { faults } from '../faults.ts'

/** A name is one agency's alone, whichever of its names it is. @throws identity/agency-known */
export function aNameIsOneAgencysAlone({ names, taken }: Naming) {
  if (!taken) return
  const known = [taken.name, taken.fullName, ...taken.aliases]
  throw faults['agency-known']({ name: names.find((one) => known.includes(one)) ?? '', is: taken.name })
}
