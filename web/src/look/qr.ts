import { encodeQR } from 'qr'

/** Words as a code that a camera reads: the address of a picture. @source ISO/IEC 18004 */
export const pictureOf = (words: string): string =>
  `data:image/svg+xml,${encodeURIComponent(encodeQR(words, 'svg', { ecc: 'medium', border: 4 }))}`
