import * as z from 'zod'
import { defineRoute, type House } from '#kernel/engine'
import { fileFaults, noteUpload } from '#kernel/file'
import { attachment, fileIn } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { anyone, personAnywhere } from '#engines/identity/run'
import { fileFace } from './index.ts'
import { fileReaders } from './points.ts'

/** Whether a reader brought a file, or reaches it through anything that shows it. */
async function reaches(house: House, actor: Actor, file: string): Promise<boolean> {
  const { database } = house
  const [mine] = actor.person
    ? await database.read({}, 'select 1 from kernel.upload where file = $1 and person = $2', [file, actor.person])
    : []
  if (mine) return true
  const uses = await database.read<{ kind: string; id: string }>(
    {},
    'select kind, id from kernel.file_use where file = $1 limit 100',
    [file],
  )
  for (const { kind, id } of uses)
    for (const reader of house.given(fileReaders))
      if (reader.kind === kind && (await reader.mayRead(house, actor, id))) return true
  return false
}

/** Files: brought once, read by whoever may read what shows them. */
export const fileRoutes = [
  defineRoute('POST /api/files', {
    says: '上传文件',
    right: personAnywhere,
    refuses: [fileFaults['too-large'], fileFaults['empty'], fileFaults['lies-about-type'], fileFaults['refused']],
    consumes: 'multipart/form-data',
    answers: fileFace,
    status: 201,
    does: async ({ house: { database, files, clock }, by, request }) => {
      const { name, content, wasCut } = await fileIn(request)
      const file = await files.take(name, content, wasCut)
      await database.write({}, (tx) => noteUpload(tx, file, by.person, clock.now()))
      return file
    },
  }),
  defineRoute('GET /api/files/{id}/{name}', {
    says: '下载文件',
    right: anyone,
    sends: 'application/octet-stream',
    refuses: [fileFaults['not-found']],
    takes: {
      params: z.object({
        id: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('文件内容的 SHA-256'),
        name: z.string().max(200).describe('下载后叫什么'),
      }),
    },
    does: async ({ house, by, params: { id, name }, reply }) => {
      const [stored] = await house.database.read<{ type: string }>(
        {},
        'select type from kernel.upload where file = $1 limit 1',
        [id],
      )
      if (!stored || !(await reaches(house, by, id))) throw fileFaults['not-found']()
      const found = await house.files.open(id)
      if (!found) throw fileFaults['not-found']()
      return reply
        .header('content-type', stored.type)
        .header('content-length', found.size)
        .header('content-disposition', attachment(name))
        .header('cache-control', 'private, max-age=0')
        .send(found.stream)
    },
  }),
]
