import type { FileFace } from '../../../platform/manifest.ts'

/** A photograph, with when and where it was taken as far as the device tells. */
export interface PhotoFace extends FileFace {
  takenAt?: string
  place?: { lat: number; lon: number }
}

/** Where the device is, to six decimals; null where it does not say. */
export const hereNow = (): Promise<{ lat: number; lon: number } | null> =>
  new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) }),
      () => done(null),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  })

/** When a file was last written: of a photograph that was just taken, when it was taken. */
export function takenAt(file: File): Pick<PhotoFace, 'takenAt'> {
  const at = new Date(file.lastModified)
  return at.getTime() > 0 ? { takenAt: at.toISOString() } : {}
}
