/**
 * Reads the vocabulary of declarations off `#platform`: every word with the first sentence of its docstring, its types as
 * they are written, and the shortest example of it in testing/words. Nothing here knows a word by name.
 */
import { globSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.dirname(import.meta.dirname)

/** A key of a declaration, or of a shape that stands in one. */
export interface Key {
  name: string
  says: string
  type: string
  example: string
}

/** A shape that declarations are written in, or a list of values by name. */
export interface Shape {
  name: string
  says: string
  /** As it is written, where it has no keys. */
  type: string
  keys: Key[]
}

/** A word that a system may import. */
export interface Word {
  name: string
  says: string
  /** What it takes, as it is written; of a type what it is. */
  takes: string
  example: string
  keys: Key[]
}

/** The words of one engine or floor, with the shapes that only it is declared in. */
export interface Face {
  title: string
  words: Word[]
  shapes: Shape[]
}

type Owner = ts.TypeNode | ts.InterfaceDeclaration | ts.TypeAliasDeclaration
/** A key as it is written: of a type, or of the shape that a type is read off. */
type Written = ts.PropertySignature | ts.PropertyAssignment

/** The words of every face, in the order in which `#platform` gives them, and examples of what is no word. */
export function vocabulary(): { faces: Face[]; strays: string[] } {
  const door = path.join(root, 'platform/index.ts')
  const spelled = globSync('testing/words/*.ts', { cwd: root }).map((file) => path.join(root, file))
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, root)
  const program = ts.createProgram([door, ...spelled], options)
  const checker = program.getTypeChecker()
  const source = (file: string): ts.SourceFile => {
    const found = program.getSourceFile(file)
    if (!found) throw new Error(`${file} is not there to be read`)
    return found
  }
  const examples = examplesOf(spelled.map(source))
  const keyed = keyExamples(spelled.map(source), checker)
  const made = new Set<ts.Declaration>()

  /** The declaration behind a name, wherever it is exported from. */
  const behind = (symbol: ts.Symbol | undefined): ts.Declaration | undefined =>
    (symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)?.declarations?.[0]
  const named = (name: ts.Node) => behind(checker.getSymbolAtLocation(name))

  /** The keys that may be written where a type is asked for. */
  const keysOf = (type: Owner | undefined): Written[] => {
    if (!type) return []
    if (ts.isTypeLiteralNode(type) || ts.isInterfaceDeclaration(type))
      return type.members.filter(ts.isPropertySignature)
    if (ts.isTypeAliasDeclaration(type)) return keysOf(type.type)
    if (ts.isParenthesizedTypeNode(type)) return keysOf(type.type)
    if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return latest(type.types.flatMap(keysOf))
    if (!ts.isTypeReferenceNode(type)) return []
    if (isReadOff(type)) return checker.getTypeFromTypeNode(type).getProperties().flatMap(keyOfShape)
    const [first, second] = type.typeArguments ?? []
    if (type.typeName.getText() === 'Omit' && first && second) {
      const left: readonly string[] = second.getText().match(/\w+/g) ?? []
      return keysOf(first).filter((key) => !left.includes(key.name.getText()))
    }
    const to = named(type.typeName)
    return to && ours(to) && (ts.isInterfaceDeclaration(to) || ts.isTypeAliasDeclaration(to)) ? keysOf(to) : []
  }
  const inShapes = new Map<ts.Declaration, { optional: boolean; type: string }>()
  const keyOfShape = (key: ts.Symbol) => {
    const [at] = (key.declarations ?? []).filter(ts.isPropertyAssignment)
    if (!at) return []
    const optional = (key.flags & ts.SymbolFlags.Optional) !== 0
    inShapes.set(at, { optional, type: asWritten(checker.typeToString(checker.getTypeOfSymbol(key))) })
    return [at]
  }
  /** What a key says: itself, or the key of its name on what is made of it, or whatever it holds. */
  const keyFaces = (keys: readonly Written[], makes: readonly Written[] = []): Key[] =>
    keys.map((key) => {
      const name = key.name.getText()
      const same = [...makes, ...onEveryPart].filter((one) => one.name.getText() === name).map(sentenceOf)
      const { optional, type } = inShapes.get(key) ?? {
        optional: ts.isPropertySignature(key) && key.questionToken !== undefined,
        type: onOneLine(typeOf(key)?.getText() ?? ''),
      }
      return {
        name: name + (optional ? '?' : ''),
        says: sentenceOf(key) || same.find(Boolean) || sentenceOf(held(typeOf(key))),
        type,
        example: keyed.get(key) ?? '',
      }
    })
  const held = (type: ts.TypeNode | undefined): ts.Declaration | undefined => {
    if (!type) return undefined
    if (ts.isTypeOperatorNode(type)) return held(type.type)
    if (ts.isArrayTypeNode(type)) return held(type.elementType)
    const found = ts.isTypeReferenceNode(type) ? named(type.typeName) : undefined
    return found && ours(found) ? found : undefined
  }
  const onEveryPart = source(path.join(root, 'kernel/system/index.ts')).statements.flatMap((one) =>
    ts.isInterfaceDeclaration(one) && one.name.text === 'Part' ? keysOf(one) : [],
  )

  const module = checker.getSymbolAtLocation(source(door))
  const words = checker.getExportsOfModule(module as ts.Symbol).flatMap((symbol) => {
    const at = symbol.declarations?.[0]
    const to = behind(symbol)
    if (!at || !to) return []
    const members = membersOf(to)
    const pairs: [string, ts.Declaration, ts.Node][] = members
      ? members.map((member) => {
          const name = ts.isShorthandPropertyAssignment(member)
            ? behind(checker.getShorthandAssignmentValueSymbol(member))
            : ts.isPropertyAssignment(member) && ts.isPropertyAccessExpression(member.initializer)
              ? named(member.initializer.name)
              : undefined
          return [`${symbol.name}.${member.name?.getText() ?? ''}`, name ?? member, member]
        })
      : [[symbol.name, to, at]]
    return pairs.map(([name, declared, spot]) => ({ name, declared, at: spot, face: faceOf(at, symbol.name) }))
  })
  for (const { declared } of words) for (const one of returned(declared)) made.add(named(one.typeName) ?? declared)

  const shapes = new Map<ts.Declaration, Shape & { face: string }>()
  const reach = (type: ts.Node | undefined, face: string) => {
    for (const one of type ? references(type) : []) {
      const to = named(one.typeName)
      if (!to || shapes.has(to) || made.has(to) || !ours(to) || words.some(({ declared }) => declared === to)) continue
      if (!ts.isTypeAliasDeclaration(to) && !ts.isInterfaceDeclaration(to)) continue
      const listed = ts.isTypeAliasDeclaration(to) && (isPlain(to.type) || isListed(to.type)) ? to.type : undefined
      const keys = !listed && (ts.isInterfaceDeclaration(to) || isReadOff(to.type)) ? keysOf(to) : []
      if (!listed && (keys.length === 0 || keys.some(({ name }) => name.getText() === 'kind'))) continue
      const shape = { face, name: to.name.text, says: sentenceOf(to) }
      const values =
        listed &&
        (isPlain(listed)
          ? listed.getText()
          : asWritten(
              checker.typeToString(checker.getTypeFromTypeNode(listed), undefined, ts.TypeFormatFlags.InTypeAlias),
            ))
      shapes.set(to, { ...shape, type: onOneLine(values ?? ''), keys: keyFaces(keys) })
      for (const key of keys) reach(typeOf(key), face)
      reach(listed, face)
    }
  }
  const faces = new Map<string, Face>()
  for (const { name, declared, at, face } of words) {
    const said = parametersOf(declared).filter((one) => one.name.getText() === 'd')
    const makes = returned(declared).flatMap(keysOf)
    const isShape = ts.isInterfaceDeclaration(declared) && !made.has(declared)
    const keys = isShape ? keysOf(declared) : latest(said.flatMap(({ type }) => keysOf(type)))
    for (const parameter of parametersOf(declared)) if (!said.includes(parameter)) reach(parameter.type, face)
    for (const key of keys) reach(typeOf(key), face)
    if (ts.isTypeAliasDeclaration(declared)) reach(declared.type, face)
    const known = faces.get(face) ?? { title: face, words: [], shapes: [] }
    faces.set(face, known)
    known.words.push({
      name,
      says: sentenceOf(at) || sentenceOf(declared),
      takes: takesOf(declared),
      example: examples.get(name) ?? '',
      keys: keyFaces(keys, makes),
    })
  }
  for (const { face, ...shape } of shapes.values()) faces.get(face)?.shapes.push(shape)
  const all = new Set(words.map(({ name }) => name))
  return { faces: [...faces.values()], strays: [...examples.keys()].filter((name) => !all.has(name)) }
}

const code = (text: string) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '')
const table = (head: string, rows: readonly (readonly string[])[]) => {
  const columns = head.split(', ')
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`)
  return rows.length > 0 ? `${lines.join('')}\n` : ''
}
const keyTable = (keys: readonly Key[]) =>
  keys.some(({ example }) => example)
    ? table(
        'key, what it says, type, shortest example',
        keys.map(({ name, says, type, example }) => [code(name), cell(says), code(type), code(example)]),
      )
    : table(
        'key, what it says, type',
        keys.map(({ name, says, type }) => [code(name), cell(says), code(type)]),
      )
const cell = (text: string) => text.replaceAll('|', '\\|')

/** A word that one line of a table tells whole. */
const isShort = ({ keys, example }: Word) => keys.length === 0 && !example.includes('\n')

function wordText({ name, says, takes, example, keys }: Word): string {
  const asked = takes && takes !== name ? `Takes ${code(takes).replaceAll('\\|', '|')}.\n\n` : ''
  return `### ${name}\n\n${says}\n\n${asked}\`\`\`ts\n${example}\n\`\`\`\n\n${keyTable(keys)}`
}

function faceText({ title, words, shapes }: Face): string {
  const [short, long] = [words.filter(isShort), words.filter((word) => !isShort(word))]
  const lists = shapes.filter(({ keys }) => keys.length === 0)
  return [
    `## ${title}\n\n`,
    table(
      'word, what it says, takes, shortest example',
      short.map(({ name, says, takes, example }) => [
        code(name),
        cell(says),
        code(takes),
        code(example.replace(/^const \w+ = /, '')),
      ]),
    ),
    ...long.map(wordText),
    ...shapes
      .filter(({ keys }) => keys.length > 0)
      .map(({ name, says, keys }) => `### ${name}\n\n${says ? `${says}\n\n` : ''}${keyTable(keys)}`),
    table(
      'type, what it says, values',
      lists.map(({ name, says, type }) => [code(name), cell(says), code(type)]),
    ),
  ].join('')
}

/** The page of the vocabulary. @param made the line that says how it was made */
export function wordsPage(made: string): string {
  const { faces } = vocabulary()
  const index = faces.map(
    ({ title, words }) => `- [${title}](#${title}): ${words.map(({ name }) => code(name)).join(', ')}`,
  )
  return (
    `# Words\n\n${made}\nEvery word that a system may import from \`#platform\`, with what it takes and the shortest example of it that compiles\n(testing/words). A key that ends in \`?\` may be left out.\n\n${index.join('\n')}\n\n${faces.map(faceText).join('')}`.trimEnd() +
    '\n'
  )
}

const ours = (node: ts.Node) => !node.getSourceFile().fileName.includes('/node_modules/')
const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Written out on a page as it is: a list of values, or what has keys. */
const isPlain = (type: ts.TypeNode): boolean =>
  ts.isTypeLiteralNode(type) ||
  ts.isLiteralTypeNode(type) ||
  (ts.isUnionTypeNode(type) && type.types.every(isPlain)) ||
  (ts.isParenthesizedTypeNode(type) && isPlain(type.type)) ||
  (ts.isIntersectionTypeNode(type) && type.types.every((one) => isPlain(one) || ts.isTypeReferenceNode(one)))

/** Read off a shape: `z.infer<typeof shape>`. */
const isReadOff = (type: ts.TypeNode): boolean => ts.isTypeReferenceNode(type) && type.typeName.getText() === 'z.infer'
/** One of the values of a list: `(typeof list)[number]`. */
const isListed = (type: ts.TypeNode): boolean =>
  ts.isIndexedAccessTypeNode(type) && type.indexType.kind === ts.SyntaxKind.NumberKeyword

const typeOf = (key: Written) => (ts.isPropertySignature(key) ? key.type : undefined)
/** A type as the checker tells it, its texts in the quotes that the code has. */
const asWritten = (type: string) => onOneLine(type.replaceAll('"', "'").replace(/ \| undefined$/, ''))

/** Of two keys of one name the later, which is the nearer. */
const latest = (keys: readonly Written[]) => [...new Map(keys.map((key) => [key.name.getText(), key])).values()]

/** The first sentence of a docstring; empty where there is none. */
function sentenceOf(node: ts.Node | undefined): string {
  const stands = node && ts.isVariableDeclaration(node) ? node.parent.parent : node
  const [doc] = stands ? ts.getJSDocCommentsAndTags(stands).filter(ts.isJSDoc) : []
  const text = onOneLine(ts.getTextOfJSDocComment(doc?.comment) ?? '')
  return /^.*?[.。](?= |$)/.exec(text)?.[0] ?? text
}

const references = (node: ts.Node): ts.TypeReferenceNode[] => [
  ...(ts.isTypeReferenceNode(node) ? [node] : []),
  ...childrenOf(node).flatMap(references),
]
const childrenOf = (node: ts.Node): ts.Node[] => {
  const found: ts.Node[] = []
  ts.forEachChild(node, (child) => void found.push(child))
  return found
}

/** The function that a word is; undefined when it is none. */
function functionOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node)) return node
  if ((ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) && node.initializer)
    return functionOf(node.initializer)
  return undefined
}
const parametersOf = (node: ts.Node) => [...(functionOf(node)?.parameters ?? [])]
/** The types of what a word makes. */
const returned = (node: ts.Node): ts.TypeReferenceNode[] => {
  const type = functionOf(node)?.type
  const all: readonly ts.TypeNode[] = type && ts.isIntersectionTypeNode(type) ? type.types : type ? [type] : []
  return all.filter((one) => ts.isTypeReferenceNode(one))
}

/** What a word takes, or what it is. */
function takesOf(node: ts.Node): string {
  const declared = functionOf(node)
  if (declared) return `(${declared.parameters.map((one) => onOneLine(one.getText())).join(', ')})`
  if (ts.isTypeAliasDeclaration(node)) return onOneLine(node.type.getText())
  if (ts.isInterfaceDeclaration(node)) return node.name.text + (node.typeParameters ? '<…>' : '')
  return ''
}

/** The members of a word that holds others: `field`, `tells`. */
function membersOf(node: ts.Node): ts.ObjectLiteralElementLike[] | undefined {
  let value: ts.Node | undefined = ts.isVariableDeclaration(node) ? node.initializer : undefined
  while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression
  return value && ts.isObjectLiteralExpression(value) ? [...value.properties] : undefined
}

/** The face a word is of: the engine or floor that the door takes it from, or a thing of the door's own. */
function faceOf(at: ts.Node, name: string): string {
  if (!ts.isExportSpecifier(at)) return name
  const from = at.parent.parent.moduleSpecifier?.getText().slice(1, -1) ?? name
  return path.basename(from, '.ts')
}

/** The example that stands under each word's name. */
function examplesOf(files: readonly ts.SourceFile[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of files)
    for (const statement of file.statements) {
      const before = file.text.slice(statement.pos, statement.getStart())
      const word = /^\/\/ ([\w.]+)$/m.exec(before)?.[1]
      if (!word) continue
      if (found.has(word)) throw new Error(`${word} has two examples`)
      found.set(word, statement.getText().replace(/^export /, ''))
    }
  return found
}

/** The shortest thing that is written for each declared key. */
function keyExamples(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Map<ts.Declaration, string> {
  const found = new Map<ts.Declaration, string>()
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const wanted = checker.getContextualType(node)
      for (const property of node.properties) {
        const name = property.name?.getText()
        const text = onOneLine(property.getText())
        const kinds = wanted?.isUnion() ? wanted.types : wanted ? [wanted] : []
        for (const declared of kinds.flatMap((one) => (name && one.getProperty(name)?.declarations) || []))
          if (text.length < (found.get(declared)?.length ?? Infinity)) found.set(declared, text)
      }
    }
    ts.forEachChild(node, look)
  }
  files.forEach(look)
  return found
}
