/**
 * What is made of a declaration is made once, however often it is asked for: declarations do not change. It lies beside
 * the declaration and is gone with it.
 */
export function onceEach<K extends WeakKey, V extends {}>(make: (of: K) => V): (of: K) => V {
  const made = new WeakMap<K, V>()
  return (of) => {
    const known = made.get(of)
    if (known !== undefined) return known
    const first = make(of)
    made.set(of, first)
    return first
  }
}
