import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The address that a request comes from, as it was when it came; '' where whoever asked is gone already. */
    from: string
  }
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * The proxies that are believed when they say for whom they ask.
 * @param told addresses and networks (10.0.0.0/8), comma-separated
 * @returns whether an address is one of theirs; nothing where nothing is told
 * @throws Error in a sentence where one of them is neither
 */
export function proxiesAt(told: string | undefined): ((address: string) => boolean) | undefined {
  if (!told) return undefined
  const trusted = new BlockList()
  for (const one of told.split(',').map((text) => text.trim())) {
    const [address = '', bits] = one.split('/')
    try {
      if (bits === undefined) trusted.addAddress(address, family(address))
      else trusted.addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family(address))
    } catch {
      throw new Error(`TRUSTED_PROXIES 里的“${one}”不是地址或网段：请写成 10.0.0.5 或 10.0.0.0/24，多个用逗号隔开。`)
    }
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, family(address))
}

/** Where a request comes from: through whom we trust, or else from the other end of the connection. */
export const addressOf = ({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string =>
  isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip
