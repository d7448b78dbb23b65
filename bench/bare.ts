/**
 * Fastify with nothing on it, answering each path by one statement under a scope: the limit that a read is held against.
 * No session, no right, no shape.
 */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { openDatabase } from '#kernel/database'
import type { Statement } from './statement.ts'

const { url, statements } = JSON.parse(readFileSync(process.env['ASKED'] as string, 'utf8')) as {
  url: string
  statements: Record<string, Statement>
}
const database = openDatabase(url)
const host = Fastify()
for (const [path, { scope, text, values, plan }] of Object.entries(statements))
  host.get(path, async () => ({ rows: await database.read(scope, text, values, plan) }))
await host.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' })
console.log('ready')
process.on('SIGTERM', () => process.exit(0))
