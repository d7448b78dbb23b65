import { codeIn } from './codes-in.ts'
import { el } from './draw.ts'

/** Whether this browser lets the page ask for a camera. */
export const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === 'function'

/**
 * Reads codes from the camera until it is told to stop.
 * @param hear takes each code; true ends
 * @returns ends it
 */
export async function watchCamera(into: HTMLElement, hear: (code: string) => boolean): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
  })
  const video = el('video', { autoplay: true, playsinline: true, muted: true })
  video.srcObject = stream
  into.replaceChildren(video)
  await video.play()
  const canvas = document.createElement('canvas')
  const ground = canvas.getContext('2d', { willReadFrequently: true })
  let going = true
  const stop = () => {
    going = false
    for (const track of stream.getTracks()) track.stop()
    into.replaceChildren()
  }
  const look = () => {
    if (!going || !ground) return
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    if (canvas.width > 0) {
      ground.drawImage(video, 0, 0)
      const seen = codeIn(ground.getImageData(0, 0, canvas.width, canvas.height), false)
      if (seen && hear(seen.text)) return stop()
    }
    setTimeout(look, 80)
  }
  look()
  return stop
}
