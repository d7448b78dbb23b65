/** The private parts of a key, by their names. @source RFC 7517, RFC 7518 6.2.2, 6.3.2 */
const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Public keys as they were pasted, a set or one alone; or what is wrong with them, before anything leaves the page. @source RFC 7517 5 */
export function keysTyped(text: string): { keys: object[] } | string {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return '公钥不是完整的 JSON。请从应用重新导出后整段粘贴。'
  }
  const keys: unknown = typeof read === 'object' && read !== null && 'keys' in read ? read.keys : [read]
  const isKey = (key: unknown): key is object => typeof key === 'object' && key !== null
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey))
    return '没有读到公钥。请粘贴 JWK 集，或单个 JWK。'
  if (keys.some((key) => secretParts.some((part) => part in key)))
    return '没有送出：粘贴的内容里有私钥。请只导出公钥再粘贴。'
  return { keys }
}
