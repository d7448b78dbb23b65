type Plain = string | number | boolean | null

/** How fields stand, all of them: each a value, or one of several; where a list is held, one that is in it. */
export type Stands = Readonly<Record<string, Plain | readonly Plain[]>>

/** Whether what is held stands so. */
export function standsSo(held: Readonly<Record<string, unknown>>, so: Stands): boolean {
  return Object.entries(so).every(([name, wanted]) => {
    const one = held[name] ?? null
    return [wanted].flat().some((value) => (Array.isArray(one) ? one.includes(value) : one === value))
  })
}
