import type { Problem } from '../../../platform/manifest.ts'

/** A request that was refused, with the server's own words. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** A value for `idempotency-key`, made once per form: a double press or a retry acts once. */
export function newKey(): string {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16)).join('')
}

/** Reads JSON; `purpose` says what a look at somebody's personal fields is for. */
export async function get<Answer>(path: string, signal?: AbortSignal, purpose?: string): Promise<Answer> {
  const headers = { accept: 'application/json', ...(purpose && { 'x-purpose': encodeURIComponent(purpose) }) }
  return answer(await reach(path, { headers, signal: signal ?? null }))
}

/** Set by the frame: leads through a second factor. @returns whether the city is surer of the reader now */
export const stepUp: { ask: () => Promise<boolean> } = { ask: async () => false }

/** An act that demands a second factor leads through it, and is done then. */
async function surely<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (error) {
    const asked =
      error instanceof Refusal && error.problem.code === 'identity/step-up-needed' ? error.problem : undefined
    const needs = (asked?.about as { needs?: number } | undefined)?.needs
    if (needs === 2 && (await stepUp.ask())) return act()
    throw error
  }
}

/** Writes JSON. `key` makes a repeat harmless; `version` refuses to overwrite what somebody changed meanwhile. */
export async function send<Answer>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: { key?: string; version?: number } = {},
): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-requested-by': 'web' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.key) headers['idempotency-key'] = options.key
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`
  return surely(async () =>
    answer<Answer>(await reach(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) })),
  )
}

/** A request of a device in its own name, by its token, and in nobody's session. */
export async function askAs<Answer>(
  token: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` }
  if (method === 'POST') headers['x-requested-by'] = 'web'
  if (body !== undefined) headers['content-type'] = 'application/json'
  const signal = AbortSignal.timeout(8000)
  const asked = { method, headers, body: body === undefined ? null : JSON.stringify(body), signal }
  return answer(await reach(path, { ...asked, credentials: 'omit' }))
}

/** The key of the mutations that send a form's files: a form whose files are on their way is not sent yet. */
export const uploads = ['uploads']

/** Sends one file as multipart. */
export async function sendFile<Answer>(path: string, file: File, key = newKey()): Promise<Answer> {
  const form = new FormData()
  form.append('file', file)
  const headers = { accept: 'application/json', 'x-requested-by': 'web', 'idempotency-key': key }
  return answer(await reach(path, { method: 'POST', headers, body: form }))
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Refusal({
      type: 'about:blank',
      title: '连接中断',
      status: 0,
      detail: '与服务器的连接断了，请检查网络后再试。已经填写的内容都还在。',
      instance: '',
      code: 'web/unreachable',
    })
  }
}

async function answer<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  throw new Refusal({
    type: problem?.type ?? 'about:blank',
    title: problem?.title ?? '请求没有办成',
    status: response.status,
    detail: problem?.detail ?? `服务器没有办成这件事(${response.status}),请稍后再试。`,
    instance: problem?.instance ?? '',
    code: problem?.code ?? `http/${response.status}`,
    ...(problem?.about ? { about: problem.about } : {}),
  })
}
