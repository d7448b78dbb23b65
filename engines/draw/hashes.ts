import { hash } from 'node:crypto'
import { digestOfMember, type Digest } from './index.ts'

/** SHA-256 from Node. */
export const sha256: Digest = (data) => hash('sha256', data, 'buffer')

/** What a member is called in public before they are drawn. */
export const memberDigest = (salt: string, id: string): string => digestOfMember(salt, id, sha256)
