import type { House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { openPackage, type Package, type Refusals } from '#kernel/package'
import { digest } from '#engines/crypto'
import { readCertificate } from '#engines/crypto/run'
import { faults } from '../faults.ts'
import { Malformed, readSignature, sm2WithSm3, type SealSignature } from '../structure.ts'
import type { Steps } from './steps.ts'
import { nameIn, trusted } from './trust.ts'

const mostMegabytes = 20
/** All parts together: a paper is small. */
const mostBytes = 64 * 2 ** 20
const sm3 = ['1.2.156.10197.1.401', 'SM3']

/** Why a package is not read, in words for whoever brought it. */
const refused = (why: string) => faults['not-a-file']({ why })
const refuse: Refusals = {
  notAPackage: () => refused('不是 OFD 文件。'),
  encrypted: () => refused('文件有密码，打不开。'),
  broken: () => refused('文件损坏，打不开。'),
  hasDoctype: () => refused('文件里有不该有的实体声明。'),
  tooLarge: (most) => refused(`文件里有一部分超过 ${most} MB。`),
}

interface Reference {
  place: string
  value: string
}

interface SignatureFile {
  place: string
  bytes: Buffer
  value: string
  method: string
  check: string
  references: Reference[]
}

/** A place within a package, from its root. @param beside the part that names it, where it is not said from the root */
function placeOf(said: string, beside: string): string {
  if (said.startsWith('/')) return said.slice(1)
  if (said.startsWith('Doc_')) return said
  return `${beside.slice(0, beside.lastIndexOf('/') + 1)}${said}`
}

/** The texts and attributes of a part's elements, by the element's name, in order. */
async function read(pack: Package, part: string) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = []
  const open: typeof found = []
  await pack.walk(part, mostMegabytes, {
    open: (name, attributes) => {
      const one = { name, attributes, text: '' }
      found.push(one)
      open.push(one)
    },
    text: (text) => {
      const last = open.at(-1)
      if (last) last.text += text
    },
    close: () => void open.pop(),
  })
  return found
}

async function signatureIn(pack: Package): Promise<SignatureFile | undefined> {
  const root = await read(pack, 'OFD.xml')
  const listed = root.find(({ name }) => name === 'Signatures')?.text.trim()
  if (!listed) return undefined
  const list = placeOf(listed, 'OFD.xml')
  const last = (await read(pack, list)).findLast(({ name }) => name === 'Signature')?.attributes['BaseLoc']
  if (!last) return undefined
  const place = placeOf(last, list)
  const parts = await read(pack, place)
  const text = (name: string) => parts.find((one) => one.name === name)?.text.trim() ?? ''
  const references: Reference[] = []
  for (const { name, attributes, text: said } of parts) {
    if (name === 'Reference') references.push({ place: placeOf(attributes['FileRef'] ?? '', place), value: '' })
    if (name === 'CheckValue') (references.at(-1) as Reference).value = said.trim()
  }
  return {
    place,
    bytes: await pack.bytesOf(place, mostMegabytes),
    value: placeOf(text('SignedValue'), place),
    method: text('SignatureMethod'),
    check: parts.find(({ name }) => name === 'References')?.attributes['CheckMethod'] ?? '',
    references,
  }
}

const listOf = (places: readonly string[]) =>
  `${places.slice(0, 3).join('、')}${places.length > 3 ? ` 等 ${places.length} 处` : ''}`

/** Whether what is signed is as it was: each part that is named, and none that is not. */
async function partsAsSigned(pack: Package, file: SignatureFile, steps: Steps) {
  const own = file.place.slice(0, file.place.lastIndexOf('/') + 1).toLowerCase()
  const named = new Set(file.references.map(({ place }) => place.toLowerCase()))
  const stray = pack.parts.filter(
    (part) => !part.endsWith('/') && !part.toLowerCase().startsWith(own) && !named.has(part.toLowerCase()),
  )
  const gone: string[] = []
  const changed: string[] = []
  // What is named twice is looked at once.
  for (const { place, value } of new Map(file.references.map((one) => [`${one.place}\n${one.value}`, one])).values()) {
    if (!pack.has(place)) gone.push(place)
    else if (digest('sm3', await pack.bytesOf(place, mostMegabytes)).toString('base64') !== value) changed.push(place)
  }
  const wrong = [
    ...(changed.length > 0 ? [`盖章之后被改动：${listOf(changed)}`] : []),
    ...(gone.length > 0 ? [`盖章时有、现在没有了：${listOf(gone)}`] : []),
    ...(stray.length > 0 ? [`盖章之后添加、不受印章保护：${listOf(stray)}`] : []),
    ...(file.references.length === 0 ? ['签章没有保护任何内容'] : []),
  ]
  steps.holds('parts', wrong.length === 0, `${file.references.length} 个部分都和盖章时一样。`, `${wrong.join('；')}。`)
}

/** Whether the structures of seal and signature hold together. @returns the certificate that signed */
function structureHolds(signature: SealSignature, steps: Steps) {
  const { seal } = signature
  const signer = readCertificate(signature.certificate)
  const maker = readCertificate(seal.makerCertificate)
  const sm2 = signature.algorithm === sm2WithSm3 && seal.algorithm === sm2WithSm3
  steps.holds(
    'signer',
    sm2 && signer.key.algorithm === 'sm2-sm3' && signer.key.verify(signature.signed, signature.signature),
    `由“${nameIn(signer.subject)}”的密钥签名，签名成立。`,
    '签名不成立：签章数据被改动过，或者不是这个证书的密钥签的。',
  )
  steps.holds(
    'maker',
    sm2 && maker.key.algorithm === 'sm2-sm3' && maker.key.verify(seal.signed, seal.signature),
    `印章由“${nameIn(maker.subject)}”制作，制章人的签名成立。`,
    '制章人的签名不成立：印章的图片、名称、期限或使用人被改动过。',
  )
  steps.holds(
    'listed',
    seal.certificates.some((one) => one.equals(signature.certificate)),
    '签章人的证书在印章的使用人名单里。',
    '签章人的证书不在印章的使用人名单里。',
  )
  steps.holds(
    'term',
    signature.at >= seal.from && signature.at <= seal.until,
    '盖章的时间在印章的有效期内。',
    '盖章的时间不在印章的有效期内。',
  )
  return signer
}

/** Checks an OFD package, and notes what it finds. @returns the seal that it carries. @source GB/T 38540-2020 8; GB/T 33190-2016 18 */
export async function checkOfd(house: House, content: Buffer, steps: Steps) {
  let pack: Package | undefined
  try {
    pack = await openPackage(content, refuse)
    if (pack.size > mostBytes) throw refused('文件解开后太大，不是盖章的文书。')
    const file = await signatureIn(pack)
    if (!file) {
      steps.note('form', 'wrong', '是 OFD 文件，但是没有盖电子印章。')
      return null
    }
    const known = file.method === sm2WithSm3 && sm3.includes(file.check)
    const signature = readSignature(await pack.bytesOf(file.value, mostMegabytes))
    steps.holds('form', known, '是盖了电子印章的 OFD 文件，结构符合标准。', '签章用的不是国密算法，不能核验。')
    const signer = structureHolds(signature, steps)
    const about = { certificate: signature.certificate, serial: signer.serial, at: signature.at }
    await trusted(house, steps, { ...about, algorithm: 'sm2-sm3' })
    steps.holds(
      'digest',
      signature.digest.equals(digest('sm3', file.bytes)) && placeOf(signature.property, '') === file.place,
      '签章说明和盖章时一样。',
      '签章说明（Signature.xml）在盖章之后被改动过。',
    )
    await partsAsSigned(pack, file, steps)
    return { name: signature.seal.name, number: signature.seal.id, at: signature.at }
  } catch (error) {
    if (error instanceof Malformed) steps.note('form', 'wrong', `签章数据不符合标准：${error.message}读不出来。`)
    else if (error instanceof Fault && error.status === 422) steps.note('form', 'wrong', error.message)
    else throw error
    return null
  } finally {
    pack?.close()
  }
}
