import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Told } from '#kernel/engine'
import { demoNow } from '#city'

/** What the demonstration city keeps of itself: how far its clock is from the world's. */
const kept = (dataDir: string) => path.join(dataDir, 'demo.json')
/** There while the demonstration city is laid out; nobody is served yet. */
export const layingOut = (dataDir: string) => path.join(dataDir, 'demo.laying-out')
/** Whether the demonstration city has been laid out in a folder. */
export const isDemo = (dataDir: string) => existsSync(kept(dataDir))

/** Where the demonstration city is laid out, and how far its clock is from the world's, in milliseconds. */
export interface DemoPlace {
  ownerUrl: string
  dataDir: string
  told: Told
  offset: number
}

/**
 * How far the demonstration city's clock is from the world's, so that the plan's year is the present. At the first start
 * the city is laid out, in a process of its own, whose memory goes with it: a house that has just been filled would keep
 * three times what it needs to serve.
 * @returns milliseconds
 */
export async function demoOffset(place: Omit<DemoPlace, 'offset'>): Promise<number> {
  const { dataDir } = place
  if (isDemo(dataDir)) return (JSON.parse(readFileSync(kept(dataDir), 'utf8')) as { offset: number }).offset
  const offset = Date.parse(demoNow) - Date.now()
  const child = fork(fileURLToPath(new URL('./lay-out-demo.ts', import.meta.url)))
  child.send({ ...place, offset } satisfies DemoPlace)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('演示城市没有布置成功，原因见上。')
  writeFileSync(kept(dataDir), JSON.stringify({ offset }))
  rmSync(layingOut(dataDir), { force: true })
  return offset
}
