import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Host } from '#kernel/http'

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' }

/** Answers for a built script or style with what the build compressed of it, to whoever takes that. */
export function sendsCompressed(host: Host, webRoot: string) {
  const files = readdirSync(webRoot, { recursive: true, encoding: 'utf8' })
  const built = new Set(files.flatMap((name) => (name.endsWith('.br') ? [`/${name.slice(0, -3)}`] : [])))
  host.addHook('onRequest', (request, reply, done) => {
    const { url, method, headers } = request
    if (method !== 'GET' || !built.has(url)) return done()
    reply.header('vary', 'accept-encoding')
    if (!/\bbr\b/.test(String(headers['accept-encoding'] ?? ''))) return done()
    reply
      .type(`${types[path.extname(url)]}; charset=utf-8`)
      .header('content-encoding', 'br')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(createReadStream(path.join(webRoot, `${url}.br`)))
  })
}
