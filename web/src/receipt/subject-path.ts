import type { Manifest } from '../../../platform/manifest.ts'
import { casesPath, listPath } from '../shell/navigation.ts'

/** Where what an event happened to is shown, `<register or case>:<id>`; nothing where this reader has no such page. */
export function subjectPath(manifest: Manifest, subject: string): string | null {
  const [name = '', id = ''] = subject.split(':')
  if (manifest.cases[name]) return `${casesPath(manifest, name)}/${id}`
  if (manifest.registers[name]) return `${listPath(manifest, name)}/${id}`
  return null
}

/** What it is: the title of its register, of its kind of case, or the engine's word. */
export function subjectTitle(manifest: Manifest, subject: string): string {
  const [name = ''] = subject.split(':')
  return manifest.cases[name]?.title ?? manifest.registers[name]?.title ?? manifest.things[name] ?? name
}
