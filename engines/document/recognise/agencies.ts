import { plain } from '../read/block.ts'

/** Who is meant by a name. */
export interface KnownAgency {
  id: string
  name: string
  fullName: string
  aliases: readonly string[]
}

export interface NamedAgencies {
  /** Who leads comes first, the others in the order they are named; `id` is null when nobody of that name is known, `asWritten` where a person has left it so. */
  named: { text: string; id: string | null; asWritten?: true }[]
  /** The list says that it is not whole: 等、有关部门. */
  open: boolean
  /** A body whose members the document does not list. */
  roster: string | null
  /** Every county-level unit carries it out: 各区县政府. */
  units: boolean
  /** Somebody is said to lead: 牵头. */
  leads: boolean
}

/** Whose names a document uses: the city's own bureaux, those of one of its units, or another city's. */
export type Speaker = { own: boolean } | { unit: string }

/** Recognises agencies by the names, full names and aliases of a directory, as whoever issued the document would mean them. */
export function agencyRecogniser(
  known: Iterable<KnownAgency>,
  rosters: Readonly<Record<string, string>>,
  speaker: Speaker = { own: true },
  chosen: Readonly<Record<string, string | null>> = {},
) {
  const ids = new Map<string, string>()
  for (const agency of known)
    for (const name of [...agency.aliases, agency.fullName, agency.name]) ids.set(squeeze(name), agency.id)
  const idOf = (name: string): string | null => {
    if (Object.hasOwn(chosen, name)) return chosen[name] ?? null
    if ('unit' in speaker)
      return ids.get(speaker.unit + name.replace(/^[市县区]/, '')) ?? (tellsWhose(name) ? ids.get(name) : null) ?? null
    return speaker.own ? (ids.get(name) ?? null) : null
  }

  return (text: string): NamedAgencies => {
    const words = squeeze(text).replace(/[。;]+$/, '')
    for (const [phrase, roster] of Object.entries(rosters))
      if (squeeze(phrase) === words) return { named: [], open: false, roster, units: false, leads: false }
    const { list, open, units } = withoutPhrases(words)
    const clauses = list
      .split(/[;,](?=[^)]*(?:\(|$))/)
      .map(clauseOf)
      .filter(({ names }) => names.length > 0)
    const leads = clauses.some(({ role }) => role === 'lead')
    const inOrder = clauses.toSorted((a, b) => weight[a.role] - weight[b.role])
    const named = inOrder.flatMap(({ names }) => names.flatMap((name) => parted(name, idOf)))
    return {
      named: named.map((text) => ({
        text,
        id: idOf(text),
        ...(chosen[text] === null && { asWritten: true as const }),
      })),
      open,
      units,
      roster: null,
      leads,
    }
  }
}

/** Whether a name says which city's or county's it is, and not only 市数据局. */
export const tellsWhose = (name: string) => !/^[市县区省]/.test(name)

const squeeze = (text: string) => plain(text).replace(/\s+/g, '')
const weight = { lead: 0, '': 1, support: 2 }

/** What a list says of no agency in particular: 市直有关部门、单位; 各县(市、区)政府; 等按职责分工负责. */
function withoutPhrases(words: string) {
  let open = false
  let units = false
  const took = (found: 'open' | 'units') => () => {
    if (found === 'open') open = true
    else units = true
    return ''
  }
  const list = words
    .replace(
      /(?:^|(?<=[、,;和及]))各?(?:县\(市、区\)|县\(区、市\)|区\(县、市\)|县\(区\)|区\(县\)|县、市、区|县、区|区、县|市、县|县市区|区县|县区|市县|县级市|区市县)(?:\(.{0,12}?\))?(?:人民)?(?:政府)?(?:\(管委会\)|管委会)?/g,
      took('units'),
    )
    .replace(
      /(?:市直|市级|市各|区直|县直|各级|全市|其他|其它)?各?(?:有关|相关|成员|责任)(?:市直|市级)?(?:职能|主管)?(?:部门|单位|委办局|企业)(?:(?:、|和|及|与|或)(?:各?(?:有关|相关))?(?:部门|单位|企业|地区|镇街|街道))*/g,
      took('open'),
    )
    .replace(/各(?:部门|单位|地区|地)(?:、?各?(?:部门|单位))*$/, took('open'))
    .replace(/(?:按(?:照)?(?:各自)?职责(?:分工)?(?:共同)?(?:负责|落实)|分工负责|共同负责|负责(?:落实)?)$/, '')
    .replace(/等(?=$|[、,;]|牵头|配合|按)|等部门|等单位/g, took('open'))
  return { list: list.replace(/^[、,;]+|[、,;]+$/g, ''), open, units }
}

/** One clause of a list, and what its agencies do: 市数据局牵头; 市发改委、市财政局配合. */
function clauseOf(clause: string): { role: keyof typeof weight; names: string[] } {
  const said = /(牵头(?:负责|组织|落实)?|(?:负责)?(?:配合|协助|协同|参与|参加|支持)(?:落实|实施)?|负责|落实)$/.exec(
    clause,
  )
  const role = !said ? '' : said[0].startsWith('牵头') ? 'lead' : /配合|协|参|支持/.test(said[0]) ? 'support' : ''
  const words = (said ? clause.slice(0, said.index) : clause).replace(/^(?:由|会同)/, '')
  return { role, names: words.split(/[、]/).filter((part) => part !== '') }
}

/** A name that nobody has, and whose parts about 和 or 会同 are known, is two. */
function parted(name: string, idOf: (name: string) => string | null): string[] {
  if (idOf(name) !== null) return [name]
  for (const mark of ['会同', '和', '及', '与']) {
    const at = name.indexOf(mark)
    const two = [name.slice(0, at), name.slice(at + mark.length)]
    if (at > 0 && two.every((part) => idOf(part) !== null)) return two
  }
  return [name]
}

/** How the names of agencies end. */
const endings =
  /(?:局|委|办|部|厅|署|院|所|站|馆|社|会|中心|政府|办公室|委员会|管委会|公司|集团|分行|支行|银行|大学|学院|学校|医院|协会|联合会|残联|团市委|妇联|工会|支队|总队|大队|海关|法院|检察院|单位|部门|街道|园区|开发区|高新区|机关|组织|供电|电信|移动|联通|铁塔|指挥部|专班|领导小组|联席会议)$/

/** Whether words in a bracket name who is to act, as far as words alone can tell. */
export const soundsLikeAgencies = ({ named, open, units, roster }: NamedAgencies): boolean =>
  roster !== null ||
  (named.length === 0
    ? open || units
    : named.every(({ text, id }) => id !== null || (text.length <= 24 && endings.test(text))))
