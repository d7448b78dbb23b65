import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { fromBufferPromise, openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Fault } from '#kernel/fault'
import { decoded } from './encoding.ts'
import type { Refusals } from './refusals.ts'

/** Most parts that a package may have; a workbook has some dozens. */
const mostParts = 2000
/** Megabytes without an element's start or end; a full cell with every character escaped has a quarter of one. */
const mostBetween = 1
/** Most elements inside each other. */
const deepest = 100

/** What is done at each element; names come without their prefix. */
export interface Elements {
  open: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** A package of XML parts. Nothing of it is kept: a part streams through as often as it is read. */
export interface Package {
  readonly refuse: Refusals
  has: (part: string) => boolean
  /** Bytes that all of its parts unfold to, as the package says; each is held to what is said of it. */
  size: number
  /** Every part's name, as the package has it. */
  parts: readonly string[]
  /** A part's bytes as they are. @throws what the opener refuses: broken, too large */
  bytesOf: (part: string, mostMegabytes: number) => Promise<Buffer>
  /**
   * A part's XML, piece by piece, as it unfolds. What the package says of its size is held to, and so is its checksum.
   * @throws what the opener refuses: broken, too large
   */
  textOf: (part: string, mostMegabytes: number) => AsyncGenerator<string>
  /** Walks a part's elements; entities are not expanded and nothing the part names is fetched. @throws what the opener refuses */
  walk: (part: string, mostMegabytes: number, elements: Elements) => Promise<void>
  close: () => void
}

/**
 * Opens a package by its directory, without unfolding anything; what lies between its parts, or looks like one inside
 * another, is not looked at.
 * @param source path of the file, or its bytes
 * @throws what the opener refuses: no package, encrypted, broken
 * @source PKWARE APPNOTE.TXT 4.3; ISO/IEC 29500-2 (packages)
 */
export async function openPackage(source: string | Uint8Array, refuse: Refusals): Promise<Package> {
  const head = await headOf(source)
  if (head.startsWith('d0cf11e0')) throw refuse.encrypted()
  if (!head.startsWith('504b0304')) throw refuse.notAPackage()
  let zip: ZipFile | undefined
  const entries = new Map<string, Entry>()
  try {
    zip = await (typeof source === 'string'
      ? openPromise(source, { autoClose: false })
      : fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), { autoClose: false }))
    for await (const entry of zip.eachEntry()) {
      const part = entry.fileName.toLowerCase()
      if (entries.has(part) || entries.size === mostParts) throw refuse.broken()
      entries.set(part, entry)
    }
  } catch (error) {
    zip?.close()
    throw error instanceof Fault ? error : refuse.broken(error)
  }
  const opened = zip
  const entryOf = (part: string, most: number): Entry => {
    const entry = entries.get(part.toLowerCase())
    if (!entry) throw refuse.broken()
    if (entry.uncompressedSize > most * 1024 * 1024) throw refuse.tooLarge(most)
    return entry
  }
  const textOf: Package['textOf'] = (part, most) => unfolded(opened, entryOf(part, most), refuse)
  return {
    refuse,
    has: (part) => entries.has(part.toLowerCase()),
    size: [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0),
    parts: [...entries.values()].map(({ fileName }) => fileName),
    bytesOf: async (part, most) => {
      const pieces: Buffer[] = []
      for await (const piece of checked(opened, entryOf(part, most), refuse)) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    textOf,
    walk: async (part, most, elements) => walk(textOf(part, most), refuse, elements),
    close: () => opened.close(),
  }
}

/** A part's bytes, which are what was packed. */
async function* checked(zip: ZipFile, entry: Entry, refuse: Refusals): AsyncGenerator<Buffer> {
  let crc = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      crc = crc32(chunk as Buffer, crc)
      yield chunk as Buffer
    }
    if (crc !== entry.crc32) throw new Error('a part that is not what was packed')
  } catch (cause) {
    throw refuse.broken(cause)
  }
}

async function* unfolded(zip: ZipFile, entry: Entry, refuse: Refusals): AsyncGenerator<string> {
  try {
    yield* decoded(checked(zip, entry, refuse))
  } catch (cause) {
    throw cause instanceof Fault ? cause : refuse.broken(cause)
  }
}

async function walk(pieces: AsyncIterable<string>, refuse: Refusals, elements: Elements): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let between = 0
  let depth = 0
  parser.on('error', (cause) => {
    throw refuse.broken(cause)
  })
  parser.on('doctype', () => {
    throw refuse.hasDoctype()
  })
  parser.on('opentag', (tag) => {
    between = 0
    depth += 1
    if (depth > deepest) throw refuse.broken()
    elements.open(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    between = 0
    depth -= 1
    elements.close?.(local(tag.name))
  })
  if (elements.text) {
    parser.on('text', elements.text)
    parser.on('cdata', elements.text)
  }
  for await (const piece of pieces) {
    between += piece.length
    if (between > mostBetween * 1024 * 1024) throw refuse.tooLarge(mostBetween)
    parser.write(piece)
  }
  parser.close()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

async function headOf(source: string | Uint8Array): Promise<string> {
  if (typeof source !== 'string') return Buffer.from(source.subarray(0, 8)).toString('hex')
  const handle = await open(source)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
