import { create } from 'content-disposition'
import { fileName } from '#kernel/file'

/**
 * The header of an answer that is saved as a file: its name as it is, and in ASCII for whoever knows no other.
 * @returns a value of `content-disposition`
 * @source RFC 6266 4.1, 4.3, appendix D; RFC 8187 3.2 (once RFC 5987)
 */
export function attachment(told: string): string {
  const name = fileName(told) || 'file'
  return /^[\x20-\x7e]*$/.test(name)
    ? create(name)
    : create(name, { fallback: name.replaceAll(/[^\x20-\x7e]+|"/g, '_') })
}
