import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { defineRoom, type Rooms } from '#kernel/room'
import * as harfbuzz from 'harfbuzzjs'
import decompress from 'woff2-encoder/decompress'

/** How a character is drawn: thousandths of its size, upwards; contours of M, L, Q, C and Z. */
export interface Outline {
  advance: number
  strokes: readonly { type: string; values: readonly number[] }[]
}

/** The two weights of a sealed paper: what it says, and its title. */
export type Weight = 500 | 800

/** Finds how each character of a text is drawn; what no font has is not among them. */
export type Outlines = (weight: Weight, char: string) => Outline | undefined

const family = '@fontsource-variable/noto-serif-sc'
const folder = () => path.dirname(createRequire(import.meta.url).resolve(`${family}/package.json`))

interface Face {
  file: string
  ranges: readonly (readonly [number, number])[]
  fonts?: Promise<ReadonlyMap<Weight, harfbuzz.Font>>
}

function facesOf(): Face[] {
  const ranges = JSON.parse(readFileSync(path.join(folder(), 'unicode.json'), 'utf8')) as Record<string, string>
  return Object.entries(ranges).map(([name, said]) => ({
    file: `noto-serif-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: said.split(',').map((range) => {
      const [from, to] = range.slice(2).split('-')
      return [Number.parseInt(from as string, 16), Number.parseInt(to ?? (from as string), 16)] as const
    }),
  }))
}

/** The fonts that a house has opened, and what they have drawn; the same for every house, but none outlives its own. */
const opened = defineRoom('outlines', () => ({ faces: facesOf(), drawn: new Map<string, Outline | undefined>() }))

const weights: readonly Weight[] = [500, 800]

async function open({ file }: Face): Promise<ReadonlyMap<Weight, harfbuzz.Font>> {
  const face = new harfbuzz.Face(new harfbuzz.Blob(await decompress(readFileSync(path.join(folder(), 'files', file)))))
  return new Map(
    weights.map((weight) => {
      const font = new harfbuzz.Font(face)
      font.setVariations([new harfbuzz.Variation('wght', weight)])
      return [weight, font]
    }),
  )
}

function draw(font: harfbuzz.Font, code: number): Outline | undefined {
  const glyph = font.nominalGlyph(code)
  if (glyph === undefined) return undefined
  return { advance: font.glyphHAdvance(glyph), strokes: font.glyphToJson(glyph) }
}

/** Spaces are drawn by nothing, whether a font has them or not. */
const blank = (char: string): Outline | undefined =>
  char.trim() === '' ? { advance: char === '\u3000' ? 1000 : 500, strokes: [] } : undefined

/** Makes ready how the characters of some texts are drawn, out of the fonts that the product carries. */
export async function outlinesOf(rooms: Rooms, texts: Iterable<string>): Promise<Outlines> {
  const { faces, drawn } = rooms.get(opened)
  const key = (weight: Weight, char: string) => `${weight}${char}`
  for (const char of new Set([...texts].flatMap((text) => [...text]))) {
    if (drawn.has(key(500, char))) continue
    const code = char.codePointAt(0) as number
    const face = faces.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to))
    if (face) face.fonts ??= open(face)
    const fonts = await face?.fonts
    for (const weight of weights) {
      const font = fonts?.get(weight)
      drawn.set(key(weight, char), (font && draw(font, code)) ?? blank(char))
    }
  }
  return (weight, char) => drawn.get(key(weight, char))
}
