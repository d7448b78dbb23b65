/** What a leaf may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const deepest = 32

/**
 * One text for one value: names in the order of their UTF-16 units, no spaces, numbers as ECMAScript writes them.
 * @throws TypeError for what has no such text
 * @source RFC 8785 3.2
 */
export function canonical(value: unknown, depth = 0): string {
  if (depth > deepest) throw new TypeError('nested too deeply')
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonical(item, depth + 1)).join(',')}]`
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)) {
    // The default order of sort is that of UTF-16 units, as the standard wants it.
    const names = Object.keys(value).toSorted()
    return `{${names.map((name) => `${canonical(name)}:${canonical((value as Record<string, unknown>)[name], depth + 1)}`).join(',')}}`
  }
  throw new TypeError(`${typeof value} has no canonical form`)
}
