import type { Directory } from '#engines/identity/run'
import { plain } from './read/block.ts'
import { tellsWhose, type Speaker } from './recognise/agencies.ts'

/**
 * Whose names a document uses, by its issuer and its title: 市工信局 is the city's own only in a document of the city; in
 * one of a county it is the county's; in another city's it is nobody's here. `said` is false where neither tells.
 */
export function speakerOf(head: { title: string; issuer: string }, directory: Directory): Speaker & { said: boolean } {
  const city = [...directory.regions.values()].find(({ level }) => level === 'city')?.name ?? ''
  const short = (name: string) => name.replace(/(?:市|县|区|高新区|经开区)$/, '')
  const words = plain(head.issuer + head.title)
  const unit = directory.units.find(({ name, fullName, aliases }) =>
    [fullName, ...aliases, name].some((one) => tellsWhose(one) && words.includes(one)),
  )
  if (unit) return { unit: unit.name, said: true }
  if (city !== '' && words.includes(short(city))) return { own: true, said: true }
  const known = directory.foremost.some(
    ({ name, fullName, aliases }) =>
      head.issuer !== '' && [name, fullName, ...aliases].some((one) => tellsWhose(one) && head.issuer.startsWith(one)),
  )
  if (known) return { own: true, said: true }
  return { own: false, said: /(?:市|县|区|州|盟|旗).*(?:人民政府|办公室|局|委|委员会)/.test(plain(head.issuer)) }
}
