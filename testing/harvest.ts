import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import type { Person } from './index.ts'

const dcat = 'http://www.w3.org/ns/dcat#'
const hydra = 'http://www.w3.org/ns/hydra/core#'

/** What a data catalogue must say at the least. @source DCAT-AP 3.0, mandatory properties and their ranges */
const shapes = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <${dcat}> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ;
  sh:property [ sh:path dcat:dataset ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path dct:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ;
  sh:property [ sh:path dct:accessRights ; sh:maxCount 1 ; sh:class dct:RightsStatement ] ;
  sh:property [ sh:path dct:accrualPeriodicity ; sh:maxCount 1 ; sh:class dct:Frequency ] ;
  sh:property [ sh:path dct:issued ; sh:maxCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path dct:modified ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ;
  sh:property [ sh:path dcat:landingPage ; sh:nodeKind sh:IRI ; sh:class foaf:Document ] ;
  sh:property [ sh:path dcat:keyword ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path dcat:distribution ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path dct:format ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] ;
  sh:property [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:class dct:MediaType ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ;
  sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
`

/** Every page of a catalogue in Turtle, as a harvester of somebody else's reads it. @returns the whole, and its datasets in order */
export async function harvested(by: Person, name: string): Promise<{ store: Store; datasets: string[] }> {
  const store = new Store()
  let at: string | undefined = `/api/catalogues/${name}/dcat.ttl`
  while (at) {
    const answer = await by.raw('GET', at)
    if (answer.statusCode !== 200) throw new Error(`${at}: ${answer.statusCode} ${answer.body}`)
    const quads = new Parser().parse(answer.body)
    store.addQuads(quads)
    const next = quads.find(({ predicate }) => predicate.value === `${hydra}nextPage`)
    at = next && new URL(next.object.value).pathname + new URL(next.object.value).search
  }
  return { store, datasets: store.getObjects(null, `${dcat}dataset`, null).map(({ value }) => value) }
}

/** What of a catalogue is not as the profile says, in words. */
export async function violationsIn(store: Store): Promise<string[]> {
  const asked = new Store(new Parser().parse(shapes))
  const { results } = await new Validator(asked).validate(store)
  return results.map(({ focusNode, path }) => `${focusNode?.value} ${(path as { value?: string } | null)?.value}`)
}
