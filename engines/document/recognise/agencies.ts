/** Who is meant by a name. */
export interface KnownAgency {
  id: string
  name: string
  fullName: string
  aliases: readonly string[]
}

export interface NamedAgencies {
  /** In the order they are named; `id` is null when nobody of that name is known. */
  named: { text: string; id: string | null }[]
  /** The list says that it is not whole: 等、有关部门. */
  open: boolean
  /** A body whose members the document does not list. */
  roster: string | null
}

/** Recognises agencies by the names, full names and aliases of a directory. */
export function agencyRecogniser(known: Iterable<KnownAgency>, rosters: Readonly<Record<string, string>>) {
  const ids = new Map<string, string>()
  for (const agency of known)
    for (const name of [...agency.aliases, agency.fullName, agency.name]) ids.set(squeeze(name), agency.id)

  return (text: string): NamedAgencies => {
    const words = squeeze(text).replace(/[。;]+$/, '')
    for (const [phrase, roster] of Object.entries(rosters)) {
      if (squeeze(phrase) === words) return { named: [], open: false, roster }
    }
    const { list, open } = withoutClosing(words)
    const parts = list.split(/[、,,]/).filter((part) => part !== '')
    return { named: parts.map((part) => ({ text: part, id: ids.get(part) ?? null })), open, roster: null }
  }
}

const squeeze = (text: string) => text.replace(/\s+/g, '')

/** Takes off how a list ends: 等有关部门和单位按职责分工负责. */
function withoutClosing(words: string): { list: string; open: boolean } {
  const match =
    /(等)?(各)?((?:有关|相关)(?:部门和单位|部门|单位))?(按(?:照)?(?:各自)?职责(?:分工)?负责|分工负责|负责)?$/.exec(
      words,
    )
  const closing = match?.[0] ?? ''
  const open = match?.[1] !== undefined || match?.[3] !== undefined
  return { list: words.slice(0, words.length - closing.length), open }
}
