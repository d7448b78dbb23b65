import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { defineRoom, type Rooms } from '#kernel/room'
import { circle, pathOf, shapeOf, star, type Shape } from './paper/drawing.ts'
import { outlinesOf } from './paper/outlines.ts'

/** A seal as it is printed: a round one, with the agency around a star and its use below. @source 国发〔1999〕25号 二、（六） */
export interface Picture {
  /** Millimetres, square. */
  size: number
  /** About its middle. */
  shapes: readonly Shape[]
}

/** Millimetres; how large a seal of a city's agency is. */
export const size = 42
const red = '#d7000f'

/** Draws a seal. @param use what it is for, below the star; empty for the agency's own */
export async function drawSeal(rooms: Rooms, agency: string, use: string): Promise<Picture> {
  const outlines = await outlinesOf(rooms, [agency, use])
  const outer = size / 2
  const chars = [...agency]
  const tall = Math.min(6.4, (outer * 3.6) / Math.max(chars.length, 1))
  const on = outer - 2.2 - tall * 0.86
  const span = Math.min(Math.PI * 1.28, (chars.length - 1) * ((tall * 1.3) / on))
  const around = chars.flatMap((char, i) => {
    const outline = outlines(800, char)
    if (!outline) return []
    const angle = chars.length === 1 ? 0 : span / 2 - (span * i) / (chars.length - 1)
    const scale = tall / 1000
    return [
      shapeOf(outline, (x, y) => {
        const [dx, dy] = [(x - outline.advance / 2) * scale * 0.9, on + y * scale]
        return [dx * Math.cos(angle) - dy * Math.sin(angle), dx * Math.sin(angle) + dy * Math.cos(angle)]
      }),
    ]
  })
  const below = [...use].flatMap((char, i, all) => {
    const outline = outlines(800, char)
    const scale = 4.2 / 1000
    return outline
      ? [
          shapeOf(outline, (x, y) => [
            (i - all.length / 2) * 4.3 + (x - outline.advance / 2) * scale + 2.15,
            y * scale - 11,
          ]),
        ]
      : []
  })
  const ring = [...circle(outer), ...circle(outer - 1, -1)]
  return { size, shapes: [ring, star(6.6), ...around, ...below] }
}

/** A picture as SVG, as its page shows it. */
export function svgOf({ size: side, shapes }: Picture): string {
  const path = pathOf(
    shapes,
    (x, y) => [side / 2 + x, side / 2 - y],
    (step) => step,
    false,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side}mm" height="${side}mm"><path fill="${red}" d="${path}"/></svg>`
}

/** What draws pixels is made ready once a process, whichever house asks first. */
const pixels = defineRoom('pixels', async () => {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')
  await initWasm(readFileSync(wasm)).catch((error: Error) => {
    if (!error.message.startsWith('Already initialized')) throw error
  })
})

/** A picture as PNG on nothing, 200 dots an inch, as a seal carries it. */
export async function pngOf(rooms: Rooms, picture: Picture): Promise<Buffer> {
  await rooms.get(pixels)
  const width = Math.round((picture.size / 25.4) * 200)
  return Buffer.from(new Resvg(svgOf(picture), { fitTo: { mode: 'width', value: width } }).render().asPng())
}
