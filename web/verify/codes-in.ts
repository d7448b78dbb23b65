import { decodeQR, type FinderPoints } from 'qr/decode.js'

const mostSide = 4000
const mostCodes = 24

/** Every QR code in a picture, as text. */
export async function codesIn(picture: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(picture)
  const scale = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const ground = canvas.getContext('2d', { willReadFrequently: true })
  if (!ground) return []
  ground.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const found: string[] = []
  while (found.length < mostCodes) {
    const seen = codeIn(ground.getImageData(0, 0, canvas.width, canvas.height), true)
    if (!seen) break
    found.push(seen.text)
    // The reader stops at the first code: what it has read is painted over, and it looks again.
    const { x, y, width, height } = seen.box
    ground.fillStyle = '#fff'
    ground.fillRect(x, y, width, height)
  }
  return found
}

/** One QR code in a picture, and where it lies. @param thorough takes as long as it needs, for a picture that stands still */
export function codeIn(picture: ImageData, thorough: boolean) {
  let box: FinderPoints['boundingBox'] | undefined
  try {
    const text = decodeQR(picture, {
      ...(thorough && { effort: Infinity, timeLimit: 4000 }),
      pointsOnDetect: (points, result) => {
        if (typeof result === 'string') box = points.boundingBox
      },
    })
    return box && { text, box }
  } catch {
    return undefined
  }
}
