import type { OpenHouse as House } from '#server'

type Json = Record<string, any> // oxlint-disable-line no-explicit-any -- what an outsider reads off the wire

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

interface Cookie {
  value: string
  path: string
}

/** An answer as a browser has it, before it follows anything. */
export interface Seen {
  status: number
  text: string
  /** Where it is sent on to, whole. */
  to: string | undefined
  headers: Headers
}

/** Opens a story's city on a port of this machine. @returns its address */
export async function listens(house: House): Promise<string> {
  const at = house.host.server.address()
  if (typeof at === 'object' && at) return `http://127.0.0.1:${at.port}`
  return house.host.listen({ port: 0, host: '127.0.0.1' })
}

/** A browser without a window: real HTTP, cookies by path, redirects followed by hand. */
export class Browser {
  readonly #origin: string
  readonly cookies = new Map<string, Cookie>()
  constructor(origin: string) {
    this.#origin = origin
  }

  async asks(method: Method, url: string, body?: unknown, more: Record<string, string> = {}): Promise<Seen> {
    const { href, pathname } = new URL(url, this.#origin)
    const form = body instanceof URLSearchParams
    const cookie = [...this.cookies]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(href, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie && { cookie }),
        ...(method !== 'GET' && { 'x-requested-by': 'test' }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...more,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0',
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    for (const set of answer.headers.getSetCookie()) this.#keep(set, pathname)
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      text: await answer.text(),
      to: location ? new URL(location, href).href : undefined,
      headers: answer.headers,
    }
  }

  #keep(set: string, pathname: string) {
    const [pair = '', ...rest] = set.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    const said = new Map(
      rest.map((part) => part.split('=')).map(([name = '', value = '']) => [name.toLowerCase(), value]),
    )
    const gone = pair.slice(at + 1) === '' || new Date(said.get('expires') ?? '2999-01-01').getTime() < Date.now()
    const name = pair.slice(0, at)
    if (gone) this.cookies.delete(name)
    else this.cookies.set(name, { value: pair.slice(at + 1), path: said.get('path') ?? pathname })
  }

  /** Asks and follows within the city, until a page or another site. */
  async follows(url: string): Promise<Seen> {
    let seen = await this.asks('GET', url)
    while (seen.to?.startsWith(this.#origin) && !new URL(seen.to).pathname.startsWith('/authorise/'))
      seen = await this.asks('GET', seen.to)
    return seen
  }

  async json(method: Method, url: string, body?: unknown, more: Record<string, string> = {}) {
    const seen = await this.asks(method, url, body, more)
    const said = (seen.text ? JSON.parse(seen.text) : {}) as Json
    return { ...said, status: seen.status } as Json
  }

  signsIn(account: string, password = 'a long password') {
    return this.json('POST', '/api/session', { account, password })
  }

  /** The hidden fields of a page's form, by name. */
  static fields(text: string): URLSearchParams {
    const fields = new URLSearchParams()
    for (const [tag] of text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1]
      if (name) fields.set(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '')
    }
    return fields
  }
}
