/** Bytes in which a declaration of the encoding must end, when there is one. */
const declared = 512

/**
 * XML as text, by its byte order mark, or by how its first characters lie, or by its declaration; else UTF-8.
 * @throws Error when the bytes are not of that encoding
 * @source W3C, Extensible Markup Language (XML) 1.0, appendix F; ISO/IEC 29500-2 (packages: UTF-8 and UTF-16)
 */
export async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let head = Buffer.alloc(0)
  let decoder: TextDecoder | undefined
  for await (const chunk of bytes) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < declared) continue
    decoder = decoderOf(head)
    yield decoder.decode(head, { stream: true })
  }
  yield decoder ? decoder.decode() : decoderOf(head).decode(head)
}

function decoderOf(head: Buffer): TextDecoder {
  const first = head.toString('hex', 0, 4)
  const wide = first.startsWith('fffe') || first === '3c003f00' ? 'utf-16le' : undefined
  const swapped = first.startsWith('feff') || first === '003c003f' ? 'utf-16be' : undefined
  const says = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    head.toString('latin1', 0, declared),
  )?.[1]
  // A declaration that can be read byte by byte is not of two bytes a character, whatever it says.
  const narrow = says && !/^(utf-?16|ucs-?2|iso-10646-ucs-2)/i.test(says) ? says : 'utf-8'
  return new TextDecoder(wide ?? swapped ?? narrow, { fatal: true })
}
