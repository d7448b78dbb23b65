import {
  BaseBlock,
  BitString,
  Constructed,
  fromBER,
  GeneralizedTime,
  IA5String,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Utf8String,
} from 'asn1js'

/** A seal's words. @source GB/T 38540-2020 6.1 */
export interface SealInfo {
  /** Who makes the seals of this city, as its own name for itself. */
  vendor: string
  id: string
  type: number
  name: string
  /** Certificates of those who may use it, DER. */
  certificates: readonly Buffer[]
  madeAt: Date
  from: Date
  until: Date
  picture: { type: string; data: Buffer; width: number; height: number }
}

/** A seal as it was read: what its maker signed, byte for byte. @source GB/T 38540-2020 6.1 */
export interface Seal extends SealInfo {
  version: number
  der: Buffer
  signed: Buffer
  makerCertificate: Buffer
  algorithm: string
  signature: Buffer
}

/** A signature of a seal on something. @source GB/T 38540-2020 7.1 */
export interface SealSignature {
  version: number
  seal: Seal
  at: Date
  /** The digest of what is signed. */
  digest: Buffer
  /** Where that stands in its paper. */
  property: string
  signed: Buffer
  certificate: Buffer
  algorithm: string
  signature: Buffer
}

/** SM2 with SM3. @source GM/T 0006 */
export const sm2WithSm3 = '1.2.156.10197.1.501'

const bytes = (data: Uint8Array) => new Uint8Array(data).buffer
const octets = (data: Uint8Array) => new OctetString({ valueHex: bytes(data) })
const bits = (data: Uint8Array) => new BitString({ valueHex: bytes(data) })
const integer = (value: number) => new Integer({ value })
const ia5 = (value: string) => new IA5String({ value })
const time = (at: Date) => new GeneralizedTime({ valueDate: new Date(Math.floor(at.getTime() / 1000) * 1000) })
const sequence = (...value: BaseBlock[]) => new Sequence({ value })
const der = (block: BaseBlock) => Buffer.from(block.toBER())

const infoOf = (seal: SealInfo) =>
  sequence(
    sequence(ia5('ES'), integer(4), ia5(seal.vendor)),
    ia5(seal.id),
    sequence(
      integer(seal.type),
      new Utf8String({ value: seal.name }),
      integer(1),
      sequence(...seal.certificates.map(octets)),
      ...[seal.madeAt, seal.from, seal.until].map(time),
    ),
    sequence(
      ia5(seal.picture.type),
      octets(seal.picture.data),
      integer(seal.picture.width),
      integer(seal.picture.height),
    ),
  )

/** Writes a seal. @param signs what its maker signs with; over the seal's words as DER. @source GB/T 38540-2020 6.1 */
export function writeSeal(info: SealInfo, maker: { certificate: Buffer; signs: (data: Buffer) => Buffer }): Buffer {
  const words = infoOf(info)
  const oid = new ObjectIdentifier({ value: sm2WithSm3 })
  return der(sequence(words, octets(maker.certificate), oid, bits(maker.signs(der(words)))))
}

/** Writes a seal's signature. @param digest SM3 of what is signed. @source GB/T 38540-2020 7.1 */
export function writeSignature(
  of: { seal: Buffer; at: Date; digest: Buffer; property: string },
  signer: { certificate: Buffer; signs: (data: Buffer) => Buffer },
): Buffer {
  const seal = fromBER(bytes(of.seal)).result as Sequence
  const signed = sequence(integer(4), seal, time(of.at), bits(of.digest), ia5(of.property))
  const oid = new ObjectIdentifier({ value: sm2WithSm3 })
  return der(sequence(signed, octets(signer.certificate), oid, bits(signer.signs(der(signed)))))
}

/** What is no structure of the standard. */
export class Malformed extends Error {}

const malformed = (what: string): never => {
  throw new Malformed(what)
}

/** Reads one structure's parts in order, each of its kind. */
function parts(block: BaseBlock | undefined, what: string): BaseBlock[] {
  if (!(block instanceof Sequence)) return malformed(what)
  return block.valueBlock.value as BaseBlock[]
}

const raw = (block: BaseBlock): Buffer => Buffer.from(block.valueBeforeDecodeView)

function number(block: BaseBlock | undefined, what: string): number {
  return block instanceof Integer ? block.valueBlock.valueDec : malformed(what)
}
function text(block: BaseBlock | undefined, what: string): string {
  return block instanceof IA5String || block instanceof Utf8String ? block.valueBlock.value : malformed(what)
}
function moment(block: BaseBlock | undefined, what: string): Date {
  return block instanceof GeneralizedTime ? block.toDate() : malformed(what)
}
function data(block: BaseBlock | undefined, what: string): Buffer {
  if (block instanceof OctetString || block instanceof BitString) return Buffer.from(block.valueBlock.valueHexView)
  return malformed(what)
}
function oid(block: BaseBlock | undefined, what: string): string {
  return block instanceof ObjectIdentifier ? block.valueBlock.toString() : malformed(what)
}

function whole(given: Buffer, what: string): BaseBlock {
  const { result, offset } = fromBER(bytes(given))
  if (result.error || offset !== given.length) malformed(what)
  return result
}

/** What follows the words that are declared: extensions, tagged as the standard says or bare as some makers write them. */
const isExtension = (block: BaseBlock) => block instanceof Constructed || block instanceof Sequence

function sealOf(block: BaseBlock): Seal {
  const [words, maker, algorithm, signature, ...rest] = parts(block, '印章')
  if (rest.length > 0) malformed('印章')
  const [head, id, property, picture, ...more] = parts(words, '印章信息')
  if (more.some((one) => !isExtension(one))) malformed('印章信息')
  const [mark, version, vendor] = parts(head, '头信息')
  if (text(mark, '头信息') !== 'ES') malformed('头信息')
  const [type, name, listed, list, madeAt, from, until] = parts(property, '印章属性')
  if (number(listed, '证书列表类型') !== 1) malformed('证书列表类型')
  const [kind, content, wide, high] = parts(picture, '印章图片')
  return {
    version: number(version, '版本'),
    vendor: text(vendor, '厂商'),
    id: text(id, '印章标识'),
    ...{ type: number(type, '印章类型'), name: text(name, '印章名称') },
    certificates: parts(list, '证书列表').map((one) => data(one, '证书列表')),
    ...{ madeAt: moment(madeAt, '制作日期'), from: moment(from, '有效期起'), until: moment(until, '有效期止') },
    picture: {
      ...{ type: text(kind, '图片类型'), data: data(content, '图片') },
      ...{ width: number(wide, '图片宽度'), height: number(high, '图片高度') },
    },
    der: raw(block),
    signed: raw(words as BaseBlock),
    makerCertificate: data(maker, '制章人证书'),
    algorithm: oid(algorithm, '签名算法'),
    signature: data(signature, '制章人签名'),
  }
}

/** Reads a seal's signature. @throws Malformed */
export function readSignature(given: Buffer): SealSignature {
  const [signed, certificate, algorithm, signature, ...rest] = parts(whole(given, '签章'), '签章')
  if (rest.some((one) => !(one instanceof Constructed))) malformed('签章')
  const [version, seal, at, digest, property, ...more] = parts(signed, '待签数据')
  if (!seal || more.some((one) => !isExtension(one))) return malformed('待签数据')
  return {
    ...{ version: number(version, '版本'), seal: sealOf(seal), at: moment(at, '签章时间') },
    ...{ digest: data(digest, '原文杂凑值'), property: text(property, '原文属性') },
    signed: raw(signed as BaseBlock),
    certificate: data(certificate, '签章人证书'),
    algorithm: oid(algorithm, '签名算法'),
    signature: data(signature, '签名值'),
  }
}
