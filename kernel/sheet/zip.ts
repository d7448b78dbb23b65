import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A part of a package, whose content is made when its turn comes. */
export interface Part {
  name: string
  content: () => AsyncIterable<Buffer> | Iterable<Buffer>
}

type Field = [bytes: 2 | 4, value: number]

// Version 2.0, sizes after the content, names in UTF-8, deflated, 1 January 1980: no clock is asked, so that the same
// parts make the same bytes.
const how: Field[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
]

/**
 * Packs parts one after another as their content comes. A part, and the whole, must stay below 4 GB.
 * @source PKWARE APPNOTE.TXT 4.3
 */
export async function* zipped(parts: readonly Part[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const named = Buffer.from(name)
    const offset = at
    let [crc, size, packed] = [0, 0, 0]
    const head = record(0x04034b50, [...how, [4, 0], [4, 0], [4, 0], [2, named.length], [2, 0]], named)
    yield head
    const deflate = createDeflateRaw({ level: 6 })
    const counted = async function* () {
      for await (const piece of content()) {
        crc = crc32(piece, crc)
        size += piece.length
        yield piece
      }
    }
    // An error of either end stops the other; it is heard below.
    pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {})
    for await (const piece of deflate) {
      packed += (piece as Buffer).length
      yield piece as Buffer
    }
    const sizes: Field[] = [
      [4, crc],
      [4, packed],
      [4, size],
    ]
    const tail = record(0x08074b50, sizes)
    yield tail
    at += head.length + packed + tail.length
    directory.push(
      record(
        0x02014b50,
        [[2, 20], ...how, ...sizes, [2, named.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]],
        named,
      ),
    )
  }
  const listed = Buffer.concat(directory)
  const count = parts.length
  yield listed
  yield record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, listed.length],
    [4, at],
    [2, 0],
  ])
}

function record(signature: number, fields: readonly Field[], name?: Buffer): Buffer {
  const parts = ([[4, signature], ...fields] as const).map(([bytes, value]) => {
    const field = Buffer.alloc(bytes)
    field.writeUIntLE(value, 0, bytes)
    return field
  })
  return Buffer.concat(name ? [...parts, name] : parts)
}
