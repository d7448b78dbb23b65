type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

/** What came of a request. `cut`: no answer, or one that says that the house failed; whether it was done is unknown. */
export type Outcome =
  | { is: 'done'; json: Json; cookie: string }
  | { is: 'refused'; status: number; json: Json }
  | { is: 'cut'; failed: boolean }

/** Asks the running product over HTTP. */
export async function ask(
  base: string,
  method: 'GET' | 'POST' | 'PATCH',
  place: string,
  {
    cookie = '',
    body,
    key,
    version,
  }: { cookie?: string | undefined; body?: unknown; key?: string | undefined; version?: number } = {},
): Promise<Outcome> {
  const form = body instanceof FormData
  try {
    const answer = await fetch(base + place, {
      method,
      signal: AbortSignal.timeout(15_000),
      headers: {
        ...(cookie && { cookie }),
        ...(method !== 'GET' && { 'x-requested-by': 'rack' }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...(version && { 'if-match': `${version}` }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    const json = (await answer.json()) as Json
    if (answer.status >= 500) return { is: 'cut', failed: true }
    if (answer.status >= 400) return { is: 'refused', status: answer.status, json }
    return { is: 'done', json, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  } catch {
    return { is: 'cut', failed: false }
  }
}
