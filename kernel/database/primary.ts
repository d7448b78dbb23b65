import { Socket } from 'node:net'
import pg from 'pg'

/** The URLs of a list: one for each PostgreSQL that may be the primary, separated by commas. */
const urlsOf = (list: string): string[] => list.split(/,(?=postgres(?:ql)?:\/\/)/).map((url) => url.trim())

/** Says that no PostgreSQL of the list takes writes now. @source PostgreSQL 18, appendix A: 08001 */
const nobody = () => Object.assign(new Error('No PostgreSQL of DATABASE_URL takes writes now.'), { code: '08001' })

/** The first of a list that takes writes now; of a list of one, that one unasked. @throws Error that `isAway` knows */
export async function primaryOf(list: string): Promise<string> {
  const urls = urlsOf(list)
  if (urls.length === 1) return urls[0] as string
  return Promise.any(urls.map(async (url) => ((await takesWrites(url)) ? url : Promise.reject(nobody())))).catch(() => {
    throw nobody()
  })
}

async function takesWrites(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('select pg_is_in_recovery() as follows')
    return rows[0].follows === false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The same list under another's name, password and database. */
export const asUser = (list: string, url: string): string =>
  urlsOf(list)
    .map((one) => {
      const mine = new URL(url)
      mine.host = new URL(one).host
      return mine.href
    })
    .join(',')

/** How a client connects to a list: every new connection goes to whoever takes writes at that moment. */
export function connectionTo(list: string): pg.ClientConfig {
  const [first, ...others] = urlsOf(list)
  const config: pg.ClientConfig = { connectionString: first as string, connectionTimeoutMillis: 10_000 }
  return others.length > 0 ? { ...config, stream: () => new ToPrimary(list) as never } : config
}

/** A socket that finds out where to when it connects. */
class ToPrimary extends Socket {
  #list: string
  constructor(list: string) {
    super()
    this.#list = list
  }

  override connect(): this {
    void primaryOf(this.#list).then(
      (url) => {
        const { hostname, port } = new URL(url)
        super.connect(Number(port || 5432), hostname.replace(/^\[|\]$/g, ''))
      },
      (error: Error) => this.destroy(error),
    )
    return this
  }
}
