// The floors of the building: a line may look down, never up or sideways. Of an engine on a lower floor, only its face
// (index.ts) and its verbs (run.ts) may be used.
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
const floors = [['identity', 'crypto'], ['register', 'ledger', 'code'], ['notice', 'document'], ['case'], ['indicator']]
const engineRules = floors.flatMap((floor, i) =>
  floor.map((engine) =>
    only(
      `floor-of-${engine}`,
      `^engines/${engine}/`,
      [
        '^kernel/[^/]+/index\\.ts$',
        `^engines/${engine}/`,
        ...floors
          .slice(0, i)
          .flat()
          .map((lower) => `^engines/${lower}/(index|run)\\.ts$`),
      ],
      `${engine} uses the kernel, and the face and verbs of engines on lower floors`,
    ),
  ),
)

module.exports = {
  forbidden: [
    only('kernel-knows-nobody', '^kernel/', ['^kernel/'], 'the kernel names no engine and no department'),
    ...engineRules,
    only(
      'platform-is-a-door',
      '^platform/',
      ['^kernel/[^/]+/index\\.ts$', '^engines/[^/]+/index\\.ts$', '^platform/'],
      'the platform re-exports declarations; nothing in it runs',
    ),
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
        pathNot: ['^engines/(ledger|code)/index\\.ts$', '^kernel/(fault/index|field/numbers)\\.ts$'],
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
      severity: 'error',
      from: { pathNot: '^node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
