import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Fault } from '#kernel/fault'
import { faults } from './faults.ts'

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

/** A package of XML parts on disk. Nothing of it is kept: a part streams through as often as it is read. */
export interface Package {
  has: (part: string) => boolean
  /** Walks a part's elements; entities are not expanded and nothing the part names is fetched. @throws sheet/broken sheet/too-large-inside sheet/has-doctype */
  walk: (part: string, mostMegabytes: number, elements: Elements) => Promise<void>
  close: () => void
}

/** Opens the file called `name`, without unfolding anything. @throws sheet/not-a-workbook sheet/encrypted sheet/broken */
export async function openPackage(file: string, name: string): Promise<Package> {
  const head = await headOf(file)
  if (head.startsWith('d0cf11e0')) throw faults.encrypted({ name })
  if (!head.startsWith('504b0304')) throw faults['not-a-workbook']({ name })
  let zip: ZipFile | undefined
  const entries = new Map<string, Entry>()
  try {
    zip = await openPromise(file, { autoClose: false })
    for await (const entry of zip.eachEntry()) {
      const part = entry.fileName.toLowerCase()
      if (entries.has(part) || entries.size === mostParts) throw faults.broken({ name })
      entries.set(part, entry)
    }
  } catch (error) {
    zip?.close()
    throw error instanceof Fault ? error : faults.broken({ name }, error)
  }
  const opened = zip
  return {
    has: (part) => entries.has(part.toLowerCase()),
    walk: async (part, most, elements) => {
      const entry = entries.get(part.toLowerCase())
      if (!entry) throw faults.broken({ name })
      // What the package says of a part's size is held to while it unfolds.
      if (entry.uncompressedSize > most * 1024 * 1024) throw faults['too-large-inside']({ name, most })
      await walk(textOf(opened, entry, name), name, elements)
    },
    close: () => opened.close(),
  }
}

async function* textOf(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let crc = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      crc = crc32(chunk as Buffer, crc)
      yield decoder.decode(chunk as Buffer, { stream: true })
    }
    yield decoder.decode()
    if (crc !== entry.crc32) throw new Error('a part that is not what was packed')
  } catch (cause) {
    throw faults.broken({ name }, cause)
  }
}

async function walk(pieces: AsyncIterable<string>, name: string, elements: Elements): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let between = 0
  let depth = 0
  parser.on('error', (cause) => {
    throw faults.broken({ name }, cause)
  })
  parser.on('doctype', () => {
    throw faults['has-doctype']({ name })
  })
  parser.on('opentag', (tag) => {
    between = 0
    depth += 1
    if (depth > deepest) throw faults.broken({ name })
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
    if (between > mostBetween * 1024 * 1024) throw faults['too-large-inside']({ name, most: mostBetween })
    parser.write(piece)
  }
  parser.close()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

async function headOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
