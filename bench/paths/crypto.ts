import { spawnSync } from 'node:child_process'
import { digest, encipher, makeSigningKey, seal } from '#engines/crypto'
import { interleaved, median, type Findings } from '../figures.ts'

/** Calls a second, over a third of a second. */
async function rate(act: () => unknown): Promise<number> {
  const from = performance.now()
  let calls = 0
  while (performance.now() - from < 333) for (let i = 0; i < 20; i++, calls++) act()
  return (1000 * calls) / (performance.now() - from)
}

function speed(...args: string[]): string[] {
  const { stdout } = spawnSync('openssl', ['speed', '-seconds', '1', ...args], { encoding: 'utf8' })
  const last = stdout?.trim().split('\n').at(-1)
  if (!last) throw new Error('this machine has no openssl to stand beside')
  return last.split(/\s+/)
}
const bulk = async (bytes: number) =>
  (Number.parseFloat(speed('-bytes', `${bytes}`, '-evp', 'sm3').at(-1) ?? '') * 1000) / bytes

/** Signatures, digests and seals of the national algorithms beside openssl on one core. */
export const crypto = async (): Promise<Findings> => {
  const key = makeSigningKey('sm2-sm3')
  const message = Buffer.alloc(100, 1)
  const signature = key.sign(message)
  const [small, large, mebibyte, secret] = [64, 16_384, 2 ** 20, 16].map((size) => Buffer.alloc(size, 1)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  const verified: number[] = []
  const found = await interleaved({
    sign: () => rate(() => key.sign(message)),
    opensslSign: async () => {
      const [signs, verifies] = speed('sm2').slice(-2).map(Number)
      verified.push(verifies ?? Number.NaN)
      return signs ?? Number.NaN
    },
    verify: () => rate(() => key.publicKey.verify(message, signature)),
    small: () => rate(() => digest('sm3', small)),
    opensslSmall: () => bulk(64),
    large: () => rate(() => digest('sm3', large)),
    opensslLarge: () => bulk(16_384),
    gcm: () => rate(() => seal('sm4-gcm', secret, mebibyte)),
    ctr: () => rate(() => encipher('sm4-ctr', secret, secret, mebibyte)),
  })
  const figure = (name: string, unit: string, own: number[], other: number[], named: string, least?: number) => {
    const [value, limit] = [median(own), median(other)]
    const ratio = value / limit
    const goal = least === undefined ? {} : { goal: { says: `≥ ${least} ×`, met: ratio >= least } }
    return { name, value, unit, limit: { name: named, value: limit }, ratio, ...goal }
  }
  return {
    figures: [
      figure('SM2 sign, 100 bytes', '/s', found.sign, found.opensslSign, 'openssl speed sm2', 0.8),
      figure('SM2 verify, 100 bytes', '/s', found.verify, verified.slice(1), 'openssl speed sm2'),
      figure('SM3, 16 KiB', '/s', found.large, found.opensslLarge, 'openssl speed -evp sm3', 0.9),
      figure('SM3, 64 bytes', '/s', found.small, found.opensslSmall, 'openssl speed -evp sm3', 0.9),
      figure('SM4-GCM seal, 1 MiB', 'MiB/s', found.gcm, found.ctr, 'sm4-ctr alone'),
    ],
    notes: ['one thread each; openssl is its own process'],
  }
}
