import path from 'node:path'
import type { Package } from './package.ts'

/** Says which parts belong to one may unfold to this much, in megabytes. */
const mostMegabytes = 8

/**
 * What a part points at: kinds by their last word, which the transitional and the strict form share; parts by full name.
 * The package itself is the part called ''.
 * @source ISO/IEC 29500-2 (relationships)
 */
export async function relationsOf(zip: Package, part: string): Promise<{ id: string; type: string; part: string }[]> {
  const { dir, base } = path.posix.parse(part)
  const file = path.posix.join(dir, '_rels', `${base}.rels`)
  const relations: { id: string; type: string; part: string }[] = []
  if (!zip.has(file)) return relations
  await zip.walk(file, mostMegabytes, {
    open: (tag, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (tag !== 'Relationship' || mode === 'External') return
      const found = path.posix.resolve('/', dir, target).slice(1)
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: found })
    },
  })
  return relations
}
