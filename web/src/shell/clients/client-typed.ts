import type { typedIn } from '../identity/typed.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A client as it was typed, as it is sent. @throws in Chinese when something is missing that the form cannot demand */
export function clientTyped({ word, all }: ReturnType<typeof typedIn>) {
  const grantTypes = all('grantTypes')
  if (grantTypes.length === 0) throw new Error('没有登记：还没有选择登录方式。请至少选一种。')
  return {
    ...{ id: word('id'), name: word('name'), grantTypes },
    ...(word('agency') && { agency: word('agency') }),
    ...{ redirectUris: lines(word('redirectUris')), logoutUris: lines(word('logoutUris')) },
    ...{ authMethod: word('authMethod'), scopes: all('scopes'), introspects: word('introspects') === 'yes' },
    ...(word('authMethod') === 'private_key_jwt' && { keys: keysTyped(word('keys')) }),
  }
}

/** The private parts of a key, by their names. @source RFC 7517, RFC 7518 6.2.2, 6.3.2 */
const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

function keysTyped(text: string): { keys: Record<string, unknown>[] } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Error('没有登记：公钥不是完整的 JSON。请从应用重新导出后整段粘贴。')
  }
  const keys = (read as { keys?: unknown }).keys ?? [read]
  if (!Array.isArray(keys) || keys.length === 0 || keys.some((key) => typeof key !== 'object' || key === null))
    throw new Error('没有登记：没有读到公钥。请粘贴 JWK 集，或单个 JWK。')
  if (keys.some((key: object) => secretParts.some((part) => part in key)))
    throw new Error('没有登记，也没有送出：粘贴的内容里有私钥。请只导出公钥再粘贴。')
  return { keys: keys as Record<string, unknown>[] }
}
