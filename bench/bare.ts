/** Fastify with nothing on it, answering some paths with bytes from memory: the limit that a read is held against. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const bodies = JSON.parse(readFileSync(process.env['BODIES'] as string, 'utf8')) as Record<string, string>
const host = Fastify()
for (const [path, body] of Object.entries(bodies))
  host.get(path, (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body))
await host.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' })
console.log('ready')
process.on('SIGTERM', () => process.exit(0))
