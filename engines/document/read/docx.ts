import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Unzip, UnzipInflate } from 'fflate'
import { Fault } from '#kernel/fault'
import { faults } from '../faults.ts'
import type { Block } from './block.ts'

/** A Word file may unfold to this much; a bomb unfolds to more and is dropped while it unfolds. */
const mostMegabytes = 40

/** Bytes unfolded at a time; deflate makes at most some thousand times as many of them. */
const piece = 8192

/**
 * Reads a Word document's paragraphs and table rows, in order; everything else in it is passed over.
 * Entities are not expanded and nothing it names is fetched.
 * @throws document/broken document/encrypted document/too-large-inside
 * @source ISO/IEC 29500-1 17.3 (paragraphs), 17.4 (tables)
 */
export function readDocx(content: Uint8Array, name: string): Block[] {
  if (content[0] === 0xd0 && content[1] === 0xcf) throw faults.encrypted({ name })
  const xml = unfold(content, name)
  if (/<!DOCTYPE/i.test(xml) || XMLValidator.validate(xml) !== true) throw faults.broken({ name })
  let tree: Node[]
  try {
    tree = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: true,
      removeNSPrefix: true,
      trimValues: false,
      parseTagValue: false,
      processEntities: { enabled: true, maxTotalExpansions: 100_000 },
    }).parse(xml) as Node[]
  } catch (cause) {
    throw faults.broken({ name }, cause)
  }
  const body = inside(inside(tree, 'document'), 'body')
  if (body.length === 0) throw faults.broken({ name })
  let at = 0
  const blocks: Block[] = []
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      if (node.p) blocks.push({ kind: 'line', text: textOf(node.p).trim(), at: (at += 1) })
      else if (node.tbl)
        for (const row of node.tbl.filter((part) => part.tr))
          blocks.push({ kind: 'row', cells: cellsOf(row.tr as Node[]), at: (at += 1) })
      else if (node.sdt) walk(inside(node.sdt, 'sdtContent'))
    }
  }
  walk(body)
  return blocks.filter((block) => block.kind === 'row' || block.text !== '')
}

type Node = Record<string, Node[]> & { '#text'?: never }

const inside = (nodes: Node[], tag: string): Node[] => nodes.find((node) => node[tag])?.[tag] ?? []
const cellsOf = (row: Node[]) =>
  row
    .filter((part) => part.tc)
    .map((cell) =>
      (cell.tc as Node[])
        .filter((part) => part.p)
        .map((part) => textOf(part.p as Node[]))
        .join(' ')
        .trim(),
    )

function textOf(nodes: Node[]): string {
  let text = ''
  for (const node of nodes) {
    const raw = (node as Record<string, unknown>)['#text']
    if (raw !== undefined) text += String(raw)
    else if (node.tab) text += ' '
    else if (node.br) text += ' '
    else
      for (const [tag, children] of Object.entries(node))
        if (Array.isArray(children) && !['pPr', 'rPr', 'del', 'instrText'].includes(tag)) text += textOf(children)
  }
  return text
}

/** The main part of the package, unfolded piece by piece under the limit. */
function unfold(content: Uint8Array, name: string): string {
  const pieces: Uint8Array[] = []
  let size = 0
  const unzip = new Unzip((file) => {
    if (file.name !== 'word/document.xml') return
    file.ondata = (error, part) => {
      if (error) throw error
      size += part.length
      if (size > mostMegabytes * 1024 * 1024) throw faults['too-large-inside']({ name, most: mostMegabytes })
      pieces.push(part)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < content.length; from += piece)
      unzip.push(content.subarray(from, from + piece), from + piece >= content.length)
  } catch (error) {
    throw error instanceof Fault ? error : faults.broken({ name }, error)
  }
  if (size === 0) throw faults.broken({ name })
  return Buffer.concat(pieces).toString('utf8')
}
