import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { canonical } from '#engines/ledger/run'

/** How a process that stands for another's system signs what it says and hears, written from the contract of `engines/connection/README.md` alone. */
export const signatureUnder = (secret: string) => (method: string, path: string, time: string, body?: unknown) =>
  createHmac('sm3', secret)
    .update([method, path, time, body === undefined ? '' : canonical(body)].join('\n'))
    .digest('hex')

/** What a request says, whole. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
