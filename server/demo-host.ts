import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setLine } from '#engines/connection/run'
import { trustedIn } from '#engines/crypto/run'
import { actorByAccount } from '#engines/identity/run'
import { demoHost } from '#city'
import type { SeedCitizen } from '../platform/seed.ts'
import { firstLine } from './first-line.ts'
import type { OpenHouse as House } from './house.ts'

/**
 * The application of another that shows the demonstration city's apps: a process of its own, which ends with this one however it
 * ends. Its line is set anew at every start, by whoever keeps it, as it listens on another port each time.
 * @returns where its page stands, and how it is stopped
 */
export async function startDemoHost(
  house: House,
  citizens: readonly SeedCitizen[],
  { dataDir, listening }: { dataDir: string; listening: AddressInfo | string | null },
): Promise<{ url: string; stop: () => void } | undefined> {
  if (typeof listening !== 'object' || !listening) return undefined
  const secret = randomBytes(24).toString('base64url')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../tools/host-app.ts', import.meta.url)), '0', secret, path.join(dataDir, 'host-app')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const url = (await firstLine(child, '演示用的宿主应用')).replace('ready ', '')
  const { roots, between } = await trustedIn(house.database, 'sm2-sm3')
  const members = citizens.flatMap(({ name, number }) =>
    number === undefined ? [] : [{ name, idNumber: number, mobile: '13805110000' }],
  )
  await fetch(`${url}/driven/city`, {
    method: 'POST',
    body: JSON.stringify({
      origin: `http://127.0.0.1:${listening.port}`,
      root: roots[0]?.toString('base64') ?? '',
      between: between.map((one) => one.toString('base64')),
      members,
    }),
  })
  const keeper = await actorByAccount(house.database, demoHost.keeper, house.clock.now())
  await setLine(house, demoHost.connection, { url, secret }, keeper.person)
  return { url, stop: () => void child.kill('SIGTERM') }
}
