// The floors of the building: a line may look down, never up or sideways. The engines stand in the order of
// engines/index.ts; of an engine on a lower floor only its face (index.ts) and its verbs (run.ts) may be used, and its
// value (engine.ts) where another engine says what it needs.
const { readFileSync } = require('node:fs')
const path = require('node:path')

const list = readFileSync(path.join(process.cwd(), 'engines/index.ts'), 'utf8')
const folderOf = new Map(
  [...list.matchAll(/import \{ (\w+) \} from '\.\/([a-z-]+)\/engine\.ts'/g)].map(([, name, folder]) => [name, folder]),
)
const engines = (/engines: readonly Engine\[\] = \[([^\]]*)\]/.exec(list) || ['', ''])[1]
  .split(',')
  .map((name) => folderOf.get(name.trim()))
  .filter(Boolean)
if (engines.length === 0) throw new Error('engines/index.ts lists no engine')

const only = (name, from, allowed, comment, fromNot = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: ['\\.test\\.ts$', ...fromNot] },
  to: {
    path: '^[a-z]',
    pathNot: ['^node_modules', ...allowed],
    dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
  },
})
const below = (i, files) => engines.slice(0, i).map((lower) => `^engines/${lower}/(${files})\\.ts$`)
const engineRules = engines.flatMap((engine, i) => [
  only(
    `floor-of-${engine}`,
    `^engines/${engine}/`,
    ['^kernel/[^/]+/index\\.ts$', `^engines/${engine}/`, ...below(i, 'index|run')],
    `${engine} uses the kernel, and the face and verbs of engines before it`,
    [`^engines/${engine}/engine\\.ts$`],
  ),
  only(
    `value-of-${engine}`,
    `^engines/${engine}/engine\\.ts$`,
    ['^kernel/[^/]+/index\\.ts$', `^engines/${engine}/`, ...below(i, 'index|run|engine')],
    `the value of ${engine} names the engines that it needs, all of them before it`,
  ),
])

module.exports = {
  forbidden: [
    only('kernel-knows-nobody', '^kernel/', ['^kernel/'], 'the kernel names no engine and no department'),
    ...engineRules,
    {
      name: 'every-engine-is-listed',
      comment: 'an engine is its folder and one line in engines/index.ts',
      severity: 'error',
      from: { path: '^engines/(?!(' + engines.join('|') + ')/)[^/]+/' },
      to: { path: '.' },
    },
    only(
      'platform-is-a-door',
      '^platform/',
      ['^kernel/[^/]+/index\\.ts$', '^engines/[^/]+/index\\.ts$', '^platform/'],
      'the platform re-exports declarations; nothing in it runs',
      ['^platform/manifest\\.ts$'],
    ),
    {
      name: 'the-manifest-is-types-alone',
      severity: 'error',
      from: { path: '^platform/manifest\\.ts$' },
      to: { path: '^(kernel|engines)/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'commons-are-shared-by-publication',
      '^commons/',
      ['^platform/index\\.ts$', '^commons/'],
      'base libraries use the platform only',
    ),
    {
      name: 'a-system-uses-the-platform-and-itself',
      comment: "another department's data is a dataset with a legal basis, never an import",
      severity: 'error',
      from: { path: '^systems/([^/]+)/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^[a-z]', pathNot: ['^platform/index\\.ts$', '^commons/', '^systems/$1/$2/'] },
    },
    {
      name: 'a-story-uses-the-city-and-its-system',
      severity: 'error',
      from: { path: '^systems/([^/]+)/([^/]+)/.*\\.test\\.ts$' },
      to: {
        path: '^[a-z]',
        pathNot: [
          '^platform/index\\.ts$',
          '^commons/',
          '^systems/$1/$2/',
          '^systems/index\\.ts$',
          '^testing/[^/]+\\.ts$',
          '^city/[^/]+/index\\.ts$',
          '^node_modules',
        ],
        dependencyTypesNot: ['core', 'npm', 'npm-dev'],
      },
    },
    {
      name: 'web-takes-types-and-pure-faces',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(systems|engines|kernel|server|platform|city|commons|testing)/',
        pathNot: [
          '^engines/(ledger|code|draw|counter)/index\\.ts$',
          '^kernel/((fault|geometry)/index|field/(numbers|yuan|china|today))\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'faces-are-pure',
      comment: 'a face is safe in a browser: no verbs, no database, no Node',
      severity: 'error',
      from: { path: '^engines/[^/]+/index\\.ts$' },
      to: {
        path: ['/run\\.ts$', '^kernel/(database|http|event|job|file)/', '^node_modules/(?!zod)'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-database-talks-to-postgres',
      severity: 'error',
      from: { pathNot: ['^kernel/database/', '^testing/', '^bench/', '\\.test\\.ts$'] },
      to: { path: '^node_modules/(@types/)?pg/' },
    },
    {
      name: 'nobody-needs-the-bench',
      comment: 'what measures the product is no part of it',
      severity: 'error',
      from: { pathNot: ['^bench/'] },
      to: { path: '^bench/' },
    },
    {
      name: 'no-circle',
      comment: 'not even of types',
      severity: 'error',
      from: { pathNot: '^node_modules' },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^web/dist', '\\.css$', '\\.json$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
}
