import { openPackage, type Package, type Refusals } from '#kernel/package'
import { Fault } from '#kernel/fault'
import { faults } from '../faults.ts'
import { catalogueLabels, elements, labels, places } from '../pack/names.ts'

const refused = (why: string) => faults['not-a-package']({ why })
const refuse: Refusals = {
  notAPackage: () => refused('不是归档信息包'),
  encrypted: () => refused('包有密码，或者是不公开的压缩格式'),
  broken: (cause) => refused(cause instanceof Error ? '包损坏，有内容读不出来' : '包损坏'),
  hasDoctype: () => refused('包里有不该有的实体声明'),
  tooLarge: (most) => refused(`包里有一部分超过 ${most} MB`),
}
const mostMegabytes = 64
/** All parts together. */
const mostBytes = 256 * 2 ** 20

/** A file as the metadata record it. */
export interface Recorded {
  name: string
  format: string
  size: number
  made: string
  digest: string
}

/** An item as it was read. */
export interface ReadItem {
  folder: string
  /** By the English names of the elements; what is not there is empty. */
  said: Record<string, string>
  recorded: Recorded[]
}

/** A package as it was read: the catalogue, the items, and every file. */
export interface ReadPackage {
  count: number
  bytes: number
  entries: { number: string; title: string; folder: string }[]
  items: ReadItem[]
  files: Map<string, Buffer>
  /** Parts that the package has, whatever they are. */
  parts: readonly string[]
}

type Node = { name: string; text: string; under: Node[] }

async function nodesOf(pack: Package, part: string): Promise<Node[]> {
  const roots: Node[] = []
  const open: Node[] = []
  await pack.walk(part, mostMegabytes, {
    open: (name) => {
      const node: Node = { name, text: '', under: [] }
      ;(open.at(-1)?.under ?? roots).push(node)
      open.push(node)
    },
    text: (text) => {
      const last = open.at(-1)
      if (last) last.text += text
    },
    close: () => void open.pop(),
  })
  return roots
}

const under = (node: Node | undefined, name: string) => node?.under.filter((one) => one.name === name) ?? []
const textIn = (node: Node | undefined, name: string) => under(node, name)[0]?.text.trim() ?? ''

/** Reads a package whole. @throws archive/not-a-package */
export async function readPackage(content: Buffer): Promise<ReadPackage> {
  const pack = await openPackage(content, refuse)
  try {
    if (pack.size > mostBytes) throw refuse.tooLarge(mostBytes / 2 ** 20)
    const parts = pack.parts.filter((part) => !part.endsWith('/'))
    const files = new Map<string, Buffer>()
    for (const part of parts) files.set(part, await pack.bytesOf(part, mostMegabytes))
    const [catalogue] = pack.has(places.catalogue) ? await nodesOf(pack, places.catalogue) : []
    const entries = under(catalogue, catalogueLabels.entry).map((entry) => ({
      number: textIn(entry, catalogueLabels.number),
      title: textIn(entry, catalogueLabels.title),
      folder: textIn(entry, catalogueLabels.folder),
    }))
    const items: ReadItem[] = []
    for (const part of parts.filter((one) => one.endsWith(`/${places.metadata}`))) items.push(await itemOf(pack, part))
    return {
      count: Number(textIn(catalogue, catalogueLabels.count)),
      bytes: Number(textIn(catalogue, catalogueLabels.bytes)),
      ...{ entries, items, files, parts },
    }
  } finally {
    pack.close()
  }
}

async function itemOf(pack: Package, part: string): Promise<ReadItem> {
  const folder = part.slice(0, -places.metadata.length - 1)
  let root: Node | undefined
  try {
    ;[root] = await nodesOf(pack, part)
  } catch (error) {
    // What cannot be read is checked as what says nothing.
    if (!(error instanceof Fault)) throw error
  }
  const files = under(under(root, labels.files)[0], labels.file)
  return {
    folder,
    said: Object.fromEntries(Object.entries(elements).map(([name, title]) => [name, textIn(root, title)])),
    recorded: files.map((file) => ({
      ...{ name: textIn(file, labels.name), format: textIn(file, labels.format), made: textIn(file, labels.made) },
      ...{ size: Number(textIn(file, labels.size)), digest: textIn(file, labels.digest) },
    })),
  }
}
