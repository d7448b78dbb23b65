import { strToU8, zipSync } from 'fflate'
import { digest } from '#engines/crypto'
import type { Archived, Metadata } from './content.ts'
import { catalogueLabels, elements, labels, places } from './names.ts'

const safe = (text: string) =>
  text
    // Characters that XML cannot carry are no part of a text.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] as string)
const element = (name: string, inner: string) => `<${name}>${inner}</${name}>`
const said = (name: string, text: string) => element(name, safe(text))
const document = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`)

/** The folder of an item. */
export const folderOf = ({ fonds, category, number }: Metadata) => `${fonds}/${category}/${number}`

/** The metadata of an item as XML. @source DA/T 46-2009 */
function metadataOf({ metadata, pieces }: Archived): Uint8Array {
  const heads = Object.entries(elements).map(([name, title]) =>
    said(title, String(metadata[name as keyof typeof elements])),
  )
  const says = metadata.says.map(([label, text]) =>
    element(labels.item, said(labels.label, label) + said(labels.text, text)),
  )
  const acts = metadata.acts.map((act) =>
    element(
      labels.act,
      said(labels.at, act.at) + said(labels.who, act.who) + said(labels.does, act.does) + said(labels.words, act.says),
    ),
  )
  const files = pieces.map(({ name, content, at, says: what }) =>
    element(
      labels.file,
      [
        said(labels.name, name),
        said(labels.what, what),
        said(labels.format, name.split('.').at(-1)?.toLowerCase() ?? ''),
        said(labels.size, String(content.length)),
        said(labels.made, at.toISOString()),
        said(labels.method, 'SM3'),
        said(labels.digest, digest('sm3', content).toString('hex')),
      ].join(''),
    ),
  )
  return document(
    element(
      labels.root,
      `${said(labels.level, '件')}${heads.join('')}${element(labels.said, says.join(''))}${element(labels.acts, acts.join(''))}${element(labels.files, files.join(''))}`,
    ),
  )
}

/** Writes items as one package: a catalogue, and a folder each with metadata and files. @source DA/T 93-2022; DA/T 48-2009 */
export function writePackage(items: readonly Archived[]): Buffer {
  const files: Record<string, Uint8Array> = {}
  let bytes = 0
  for (const item of items) {
    const folder = folderOf(item.metadata)
    files[`${folder}/${places.metadata}`] = metadataOf(item)
    for (const { name, content } of item.pieces) {
      files[`${folder}/${name}`] = new Uint8Array(content)
      bytes += content.length
    }
  }
  const entries = items.map(({ metadata }) =>
    element(
      catalogueLabels.entry,
      said(catalogueLabels.number, metadata.number) +
        said(catalogueLabels.title, metadata.title) +
        said(catalogueLabels.folder, folderOf(metadata)),
    ),
  )
  files[places.catalogue] = document(
    element(
      catalogueLabels.root,
      said(catalogueLabels.count, String(items.length)) + said(catalogueLabels.bytes, String(bytes)) + entries.join(''),
    ),
  )
  files[places.readme] = strToU8(
    [
      '本包按件保存电子档案：每件一个文件夹，内有“元数据.XML”和各份电子文件。',
      '“目录文件.XML”列出全部条目；元数据里的摘要值用 SM3 算法（GM/T 0004）计算，可以逐份核对。',
      '身份证号等密封保存的号码在本包里只显示掩码，原号由立档单位的系统保管。',
      '',
    ].join('\r\n'),
  )
  return Buffer.from(zipSync(files, { mtime: new Date(2000, 0, 1), level: 6 }))
}
