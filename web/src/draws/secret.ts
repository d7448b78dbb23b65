import { sha256 } from '@noble/hashes/sha2.js'
import { hashOf } from '../../../engines/draw/index.ts'

/** The secret of a draw, which only the drawer's own browser knows until it is revealed: 64 hexadecimal digits. */
export const newSecret = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What is sealed in its place. */
export const promiseOf = (secret: string): string => hashOf(secret, sha256)

const slot = (commitment: string) => `draw:${commitment}`

/** Keeps a secret on this device until it is revealed; its digest finds it again. */
export function keepSecret(secret: string) {
  try {
    localStorage.setItem(slot(promiseOf(secret)), secret)
  } catch {
    // The drawer has it on the screen, to be written down.
  }
}

/** The secret whose digest was sealed, where this device made it. */
export function keptSecret(commitment: string): string | null {
  try {
    return localStorage.getItem(slot(commitment))
  } catch {
    return null
  }
}

/** A secret that is public needs no keeping. */
export function forgetSecret(commitment: string) {
  try {
    localStorage.removeItem(slot(commitment))
  } catch {
    // It lies there and says nothing that is not public.
  }
}
