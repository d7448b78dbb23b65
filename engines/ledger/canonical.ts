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
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonical(item, depth + 1)}`
    return `[${text}]`
  }
  if (typeof value !== 'object' || !isPlain(value)) throw new TypeError(`${typeof value} has no canonical form`)
  // The default order of sort is that of UTF-16 units, as the standard wants it.
  for (const name of Object.keys(value).sort())
    text += `${text && ','}${canonical(name)}:${canonical((value as Record<string, unknown>)[name], depth + 1)}`
  return `{${text}}`
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
