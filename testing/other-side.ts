import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { City } from './index.ts'

type Json = Record<string, unknown>

/** The secret under which a story's city and another's system sign what they say. */
export const agreedSecret = 'a secret that both sides have agreed on'

/** Where a city can be asked by other processes: it listens from then on. */
export async function listeningAt({ house: { host } }: City): Promise<string> {
  if (!host.server.listening) await host.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(host.server.address() as { port: number }).port}`
}

/** Starts a script of `tools/` that stands for another's system. @returns the process, and where it is asked */
export async function startSide(script: string, port: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../tools', script), port, agreedSecret], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => done(chunk.toString().replace('ready ', '').trim()))
    child.on('exit', () => fail(new Error(`${script} ended`)))
  })
  return { child, url }
}

/** Tells such a process something that only whoever drives it may. */
export const drive = async <T = Json>(url: string, what: string, body: Json): Promise<T> =>
  (await (await fetch(`${url}/driven/${what}`, { method: 'POST', body: JSON.stringify(body) })).json()) as T

/** Ends such a process at once, as a power cut would. */
export const endSide = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.on('exit', () => done())
    child.kill('SIGKILL')
  })
