import { DataFactory, Writer, type Quad } from 'n3'
import type { Access, Frequency } from './index.ts'
import type { Told } from './entries.ts'

const { namedNode, literal, blankNode, quad } = DataFactory

/** The vocabularies of a data catalogue. @source W3C DCAT 3, DCAT-AP 3.0 */
const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

const authority = 'http://publications.europa.eu/resource/authority/'

/** Where what a catalogue says stands, for good. */
export interface Addresses {
  /** The catalogue itself. */
  catalogue: string
  /** Where pages of it are asked for, without what comes after `?`. */
  page: string
  dataset: (id: string) => string
  /** The page that people read. */
  landing: (id: string) => string
  agency: (id: string) => string
  /** Where the open part is taken along. */
  download: (id: string) => string
}

/** A published resource as a catalogue gives it away. */
export interface Entry {
  id: string
  agency: string
  agencyName: string
  said: Told
  told: Date
  /** Whether there is an open part to take along. */
  taken: boolean
}

/** A page of a catalogue. */
export interface CataloguePage {
  title: string
  says: string
  publisher: { id: string; name: string }
  entries: readonly Entry[]
  total: number
  /** Where this page begins, and the next one; null at the end. */
  from: string | null
  next: string | null
}

const term = (name: string) => {
  const [prefix, local] = name.split(':') as [keyof typeof prefixes, string]
  return namedNode(prefixes[prefix] + local)
}

class Graph {
  readonly quads: Quad[] = []

  says(subject: string | ReturnType<typeof blankNode>, predicate: string, object: Quad['object'] | string) {
    const of = typeof subject === 'string' ? namedNode(subject) : subject
    this.quads.push(quad(of, term(predicate), typeof object === 'string' ? namedNode(object) : object))
  }

  is(subject: string | ReturnType<typeof blankNode>, type: string) {
    this.says(subject, 'rdf:type', term(type))
  }
}

const zh = (text: string) => literal(text, 'zh')
const accessOf = (access: Access) => `${authority}access-right/${access}`
const frequencyOf = (frequency: Frequency) => `${authority}frequency/${frequency}`

/** A dataset with what it is distributed by. */
function dataset(graph: Graph, { id, agency, said, told, taken }: Entry, at: Addresses) {
  const one = at.dataset(id)
  graph.is(one, 'dcat:Dataset')
  graph.says(one, 'dct:title', zh(said.title))
  graph.says(one, 'dct:description', zh(said.summary))
  graph.says(one, 'dct:identifier', literal(said.code))
  graph.says(one, 'dct:publisher', at.agency(agency))
  graph.says(one, 'dct:accessRights', accessOf(said.access))
  graph.says(one, 'dct:accrualPeriodicity', frequencyOf(said.frequency))
  graph.says(one, 'dct:issued', literal(said.issued, term('xsd:date')))
  graph.says(one, 'dct:modified', literal(told.toISOString(), term('xsd:dateTime')))
  graph.says(one, 'dcat:landingPage', at.landing(id))
  graph.is(at.landing(id), 'foaf:Document')
  graph.says(one, 'dcat:keyword', zh(said.theme))
  for (const { title, open } of said.items) if (open) graph.says(one, 'dcat:keyword', zh(title))
  // What may not be had has no address to have it from.
  if (said.access === 'NON_PUBLIC' || !taken) return
  const distribution = `${one}#csv`
  graph.says(one, 'dcat:distribution', distribution)
  graph.is(distribution, 'dcat:Distribution')
  graph.says(distribution, 'dct:title', zh(`${said.title}（CSV）`))
  graph.says(distribution, 'dcat:accessURL', at.landing(id))
  graph.says(distribution, 'dcat:downloadURL', at.download(id))
  graph.says(distribution, 'dct:format', csv.type)
  graph.says(distribution, 'dcat:mediaType', csv.media)
  if (said.condition) {
    const rights = blankNode()
    graph.says(distribution, 'dct:rights', rights)
    graph.is(rights, 'dct:RightsStatement')
    graph.says(rights, 'rdfs:label', zh(said.condition))
  }
}

function agencyNamed(graph: Graph, iri: string, name: string) {
  graph.is(iri, 'foaf:Agent')
  graph.is(iri, 'foaf:Organization')
  graph.says(iri, 'foaf:name', zh(name))
}

const csv = { type: `${authority}file-type/CSV`, media: 'https://www.iana.org/assignments/media-types/text/csv' }
const chinese = `${authority}language/ZHO`

/** What the values that come from authority tables are, and which tables they are of. */
function concepts(graph: Graph, entries: readonly Entry[]) {
  const of = (values: readonly string[], type: string, table: string) => {
    for (const iri of new Set(values)) {
      graph.is(iri, type)
      graph.says(iri, 'skos:inScheme', authority + table)
    }
  }
  of(
    entries.map(({ said }) => accessOf(said.access)),
    'dct:RightsStatement',
    'access-right',
  )
  of(
    entries.map(({ said }) => frequencyOf(said.frequency)),
    'dct:Frequency',
    'frequency',
  )
  if (!entries.some(({ said, taken }) => taken && said.access !== 'NON_PUBLIC')) return
  of([csv.type], 'dct:MediaTypeOrExtent', 'file-type')
  graph.is(csv.media, 'dct:MediaType')
}

/** A page of a catalogue: the same datasets under the same addresses, however often it is asked. */
export function pageQuads(
  { title, says, publisher, entries, total, from, next }: CataloguePage,
  at: Addresses,
): Quad[] {
  const graph = new Graph()
  const page = (after: string | null) => (after === null ? at.page : `${at.page}?after=${after}`)
  graph.is(at.catalogue, 'dcat:Catalog')
  graph.says(at.catalogue, 'dct:title', zh(title))
  graph.says(at.catalogue, 'dct:description', zh(says))
  graph.says(at.catalogue, 'dct:publisher', at.agency(publisher.id))
  graph.says(at.catalogue, 'dct:language', chinese)
  graph.is(chinese, 'dct:LinguisticSystem')
  graph.says(chinese, 'skos:inScheme', `${authority}language`)
  graph.is(page(from), 'hydra:PagedCollection')
  graph.says(page(from), 'hydra:totalItems', literal(total))
  graph.says(page(from), 'hydra:firstPage', page(null))
  if (next !== null) graph.says(page(from), 'hydra:nextPage', page(next))
  const agencies = new Map([[publisher.id, publisher.name]])
  for (const entry of entries) {
    graph.says(at.catalogue, 'dcat:dataset', at.dataset(entry.id))
    agencies.set(entry.agency, entry.agencyName)
    dataset(graph, entry, at)
  }
  concepts(graph, entries)
  for (const [id, name] of agencies) agencyNamed(graph, at.agency(id), name)
  return graph.quads
}

/** One dataset, by itself. */
export function datasetQuads(entry: Entry, at: Addresses): Quad[] {
  const graph = new Graph()
  dataset(graph, entry, at)
  concepts(graph, [entry])
  agencyNamed(graph, at.agency(entry.agency), entry.agencyName)
  return graph.quads
}

/** Quads as Turtle. @source W3C RDF 1.1 Turtle */
export function turtleOf(quads: readonly Quad[]): Promise<string> {
  const { rdf: _, ...named } = prefixes
  const writer = new Writer({ prefixes: named })
  writer.addQuads([...quads])
  return new Promise((done, fail) => writer.end((error, text: string) => (error ? fail(error) : done(text))))
}

/** A value as expanded JSON-LD has it. */
function valueOf(object: Quad['object']): Record<string, string> {
  if (object.termType === 'BlankNode') return { '@id': `_:${object.value}` }
  if (object.termType !== 'Literal') return { '@id': object.value }
  if (object.language) return { '@value': object.value, '@language': object.language }
  const type = object.datatype.value
  return type === `${prefixes.xsd}string` ? { '@value': object.value } : { '@value': object.value, '@type': type }
}

/** Quads as expanded, flattened JSON-LD: a node for each subject. @source W3C JSON-LD 1.1 Processing Algorithms 5.1 */
export function jsonLdOf(quads: readonly Quad[]): Record<string, unknown>[] {
  const nodes = new Map<string, Record<string, unknown[]> & { '@id'?: never }>()
  for (const { subject, predicate, object } of quads) {
    const id = subject.termType === 'BlankNode' ? `_:${subject.value}` : subject.value
    const node = nodes.get(id) ?? {}
    nodes.set(id, node)
    const [key, value] =
      predicate.value === `${prefixes.rdf}type` ? ['@type', object.value] : [predicate.value, valueOf(object)]
    node[key] = [...(node[key] ?? []), value]
  }
  return [...nodes].map(([id, node]) => ({ '@id': id, ...node }))
}
