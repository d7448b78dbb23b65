import * as z from 'zod'

/** Bytes as base64, the standard alphabet with its padding. @source RFC 4648 4 */
export const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
