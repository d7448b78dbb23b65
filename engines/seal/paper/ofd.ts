import { strToU8, zipSync, type Zippable } from 'fflate'
import { dayOf } from '#kernel/clock'
import { digest } from '#engines/crypto'
import { height, width, type Run, type Sheet } from './sheet.ts'

/** What a paper is called inside, and when it was made. */
export interface Named {
  /** 32 hexadecimal digits. */
  id: string
  title: string
  author: string
  at: Date
}

/** Where each part of a sealed package lies. @source GB/T 33190-2016 7.3, 18 */
export const places = {
  signatures: 'Doc_0/Signs/Signatures.xml',
  signature: 'Doc_0/Signs/Sign_0/Signature.xml',
  value: 'Doc_0/Signs/Sign_0/SignedValue.dat',
  seal: 'Doc_0/Signs/Sign_0/Seal.esl',
} as const

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const digestOid = '1.2.156.10197.1.401'
const signOid = '1.2.156.10197.1.501'
const font = 1

const safe = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] as string)
const mm = (value: number) => String(Math.round(value * 1000) / 1000)
const document = (text: string) => strToU8(`${declaration}${text}`)

function textOf(run: Run, id: number): string {
  const deltas = run.at.slice(1).map((at, i) => mm(at - (run.at[i] as number)))
  const rise = run.size * 0.88
  const bold = run.weight === 800 ? ' Weight="700"' : ''
  const box = [run.x, run.y - rise, (run.at.at(-1) ?? 0) + run.size, run.size * 1.2].map(mm).join(' ')
  const delta = deltas.length > 0 ? ` DeltaX="${deltas.join(' ')}"` : ''
  return `<ofd:TextObject ID="${id}" Boundary="${box}" Font="${font}" Size="${mm(run.size)}"${bold}><ofd:TextCode X="0" Y="${mm(rise)}"${delta}>${safe(run.text.join(''))}</ofd:TextCode></ofd:TextObject>`
}

/** What a sheet is as the parts of a package, by their places. @source GB/T 33190-2016 7 */
function partsOf(sheet: Sheet, { id, title, author, at }: Named) {
  let unit = font
  const next = () => (unit += 1)
  const files: Record<string, Uint8Array> = {}
  const pages = sheet.pages.map(({ runs, bars }, i) => {
    const page = next()
    const layer = next()
    const texts = runs.map((run) => textOf(run, next()))
    const squares = bars.map(({ x, y, width: w, height: h }) =>
      [
        `M ${mm(x)} ${mm(y)}`,
        `L ${mm(x + w)} ${mm(y)}`,
        `L ${mm(x + w)} ${mm(y + h)}`,
        `L ${mm(x)} ${mm(y + h)} C`,
      ].join(' '),
    )
    const code =
      squares.length > 0
        ? `<ofd:PathObject ID="${next()}" Boundary="0 0 ${width} ${height}" Stroke="false" Fill="true"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>${squares.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
        : ''
    files[`Doc_0/Pages/Page_${i}/Content.xml`] = document(
      `<ofd:Page ${namespace}><ofd:Content><ofd:Layer ID="${layer}">${texts.join('')}${code}</ofd:Layer></ofd:Content></ofd:Page>`,
    )
    return { page, location: `Pages/Page_${i}/Content.xml` }
  })
  files['OFD.xml'] = document(
    `<ofd:OFD ${namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${id}</ofd:DocID><ofd:Title>${safe(title)}</ofd:Title><ofd:Author>${safe(author)}</ofd:Author><ofd:CreationDate>${dayOf(at)}</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>${places.signatures}</ofd:Signatures></ofd:DocBody></ofd:OFD>`,
  )
  files['Doc_0/Document.xml'] = document(
    `<ofd:Document ${namespace}><ofd:CommonData><ofd:MaxUnitID>${unit}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 ${width} ${height}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${pages.map(({ page, location }) => `<ofd:Page ID="${page}" BaseLoc="${location}"/>`).join('')}</ofd:Pages></ofd:Document>`,
  )
  files['Doc_0/PublicRes.xml'] = document(
    `<ofd:Res ${namespace} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="${font}" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
  )
  files[places.signatures] = document(
    `<ofd:Signatures ${namespace}><ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID="1" Type="Seal" BaseLoc="/${places.signature}"/></ofd:Signatures>`,
  )
  const page = pages[sheet.stamp.page] as { page: number }
  return { files, stamped: page.page }
}

/**
 * Writes a sheet as an OFD package that carries a seal's signature over each of its parts.
 * @param seal the seal, DER, and its side in millimetres
 * @param signs makes the signature of the seal over the digest of `Signature.xml`
 * @source GB/T 33190-2016 7, 18; GB/T 38540-2020 7
 */
export function writeOfd(
  sheet: Sheet,
  named: Named,
  seal: { der: Buffer; size: number; vendor: string },
  signs: (digest: Buffer, property: string) => Buffer,
): Buffer {
  const { files, stamped } = partsOf(sheet, named)
  const references = Object.entries(files).map(
    ([place, content]) =>
      `<ofd:Reference FileRef="/${place}"><ofd:CheckValue>${digest('sm3', content).toString('base64')}</ofd:CheckValue></ofd:Reference>`,
  )
  const { x, y } = sheet.stamp
  const boundary = [x - seal.size / 2, y - seal.size / 2, seal.size, seal.size].map(mm).join(' ')
  const when = new Date(named.at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace(/[-:T]/g, '')
  const signature = document(
    `<ofd:Signature ${namespace}><ofd:SignedInfo><ofd:Provider ProviderName="${seal.vendor}" Version="1.0" Company="${seal.vendor}"/><ofd:SignatureMethod>${signOid}</ofd:SignatureMethod><ofd:SignatureDateTime>${when}+0800</ofd:SignatureDateTime><ofd:References CheckMethod="${digestOid}">${references.join('')}</ofd:References><ofd:StampAnnot ID="1" PageRef="${stamped}" Boundary="${boundary}"/><ofd:Seal><ofd:BaseLoc>/${places.seal}</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo><ofd:SignedValue>/${places.value}</ofd:SignedValue></ofd:Signature>`,
  )
  const value = signs(digest('sm3', signature), `/${places.signature}`)
  const whole = { ...files, [places.signature]: signature, [places.value]: value, [places.seal]: seal.der }
  // The same for every machine, and no earlier than the format can say; pictures are as small as they get already.
  const packed = Object.entries(whole).map(([place, content]) => {
    const level = place.endsWith('.xml') ? 6 : 0
    return [place, [new Uint8Array(content), { level, mtime: new Date(2000, 0, 1) }]] as const
  })
  return Buffer.from(zipSync(Object.fromEntries(packed) as Zippable))
}
