import { isUtf8 } from 'node:buffer'
import { Readable, Transform } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { parse } from 'content-disposition'
import type { FastifyRequest } from 'fastify'
import { fileName, mostMegabytes } from '#kernel/file'
import { faults } from './faults.ts'

/** A file that a request brings: what it is called, and its content as it comes. */
export interface Brought {
  name: string
  content: Readable
  /** Whether it was longer than a file may be, once it has come. */
  wasCut: () => boolean
}

/** Bytes that the head of a part may take. */
const mostHead = 8 * 1024

const wrong = (why: string, cause?: unknown) => faults['wrong-form']({ why }, cause)

/**
 * The one file of a form. What else the form holds, where it is cut off and whatever is wrong with it is refused: before
 * the file is begun, or else at the end of its content, so that whoever keeps it keeps nothing.
 * @throws http/wrong-form
 * @source RFC 7578 4
 */
export async function fileIn({ raw, headers }: FastifyRequest): Promise<Brought> {
  const form = openForm(headers['content-type'] ?? '')
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<undefined>()
  const { promise: begun, resolve: begins } = Promise.withResolvers<Brought>()
  let told = ''
  const head = headRead((name) => (told = name)).on('error', fail)
  form
    .on('file', (field, file) => {
      file.on('error', (cause) => fail(wrong('内容没有传完', cause)))
      ended.catch(() => file.destroy())
      const name = fileName(told)
      if (field !== 'file') return fail(wrong('文件应放在名为 file 的一项里'))
      if (name === '') return fail(wrong('没有文件名'))
      if (name.includes('\uFFFD')) return fail(wrong('文件名的编码读不出来，请改名'))
      const content = Readable.from(whole(file, ended), { objectMode: false })
      // Whoever takes the content hears of it; who does not has heard already.
      content.on('error', () => undefined).on('close', () => raw.unpipe(head).resume())
      begins({ name, content, wasCut: () => file.truncated })
    })
    .on('field', () => fail(wrong('一次只收一个文件，不收别的内容')))
    .on('filesLimit', () => fail(wrong('一次只收一个文件')))
    .on('partsLimit', () => fail(wrong('一次只收一个文件')))
    .on('error', (cause) => fail(wrong('内容没有传完', cause)))
    .on('finish', () => end(undefined))
  raw.once('close', () => raw.readableEnded || fail(wrong('内容没有传完')))
  ended.catch(() => raw.unpipe(head).resume())
  raw.pipe(head).pipe(form)
  const file = await Promise.race([begun, ended])
  if (!file) throw wrong('表单里没有文件')
  return file
}

function openForm(type: string) {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      limits: {
        fileSize: mostMegabytes * 1024 * 1024,
        files: 1,
        fields: 1,
        fieldSize: 0,
        parts: 2,
        headerSize: mostHead,
      },
    })
  } catch (cause) {
    throw wrong('表单没有分界（boundary）', cause)
  }
}

/** All of a file; at its end the form must have ended as well. */
async function* whole(file: Readable, ended: Promise<undefined>) {
  try {
    for await (const chunk of file) yield chunk
  } catch {
    // It was broken off: the form says why.
  }
  await ended
}

/**
 * Lets a form through and reads what its first part's head calls the file. Programs on older Chinese systems write that
 * in GB 18030; what can be either is taken for UTF-8, which every browser writes today.
 * @param tells is told the name, before any of the head goes on
 * @source RFC 7578 4.2, RFC 8187 (filename*), GB 18030
 */
function headRead(tells: (name: string) => void): Transform {
  let head: Buffer | undefined = Buffer.alloc(0)
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      if (!head) return done(null, chunk)
      const came = Buffer.concat([head, chunk])
      const end = came.indexOf('\r\n\r\n')
      if (end > mostHead || (end < 0 && came.length > mostHead)) return done(wrong('文件名一类的说明太长'))
      head = end < 0 ? came : undefined
      if (head) return done()
      try {
        const text = decoded(came.subarray(0, end))
        const [, disposition = ''] = /^content-disposition:(.*)$/im.exec(text) ?? []
        tells(parse(disposition, { multipart: true }).parameters.filename ?? '')
        done(null, Buffer.concat([Buffer.from(text), came.subarray(end)]))
      } catch (cause) {
        done(wrong('文件名的编码读不出来，请改名', cause))
      }
    },
    flush: (done) => done(null, head),
  })
}

const decoded = (text: Buffer): string =>
  isUtf8(text) ? text.toString() : new TextDecoder('gb18030', { fatal: true }).decode(text)
