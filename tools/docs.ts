/**
 * Writes the pages that are derived from the declarations: docs/{systems,rights,errors,standards,cases,indicators,words}.md.
 * `docsOf()` answers them without writing, for the check that holds them in step.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codesOf } from '#kernel/fault'
import { noteOf } from '#kernel/field'
import { partsOf, type Part } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import type { Role } from '#engines/identity'
import type { Indicator } from '#engines/indicator'
import type { Register } from '#engines/register'
import { chapters, directory } from '#city'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'
import { wordsPage } from './words.ts'

const root = path.dirname(import.meta.dirname)
const made = '<!-- Written by `npm run docs` from the declarations; edits here are lost. -->\n'

function systemsPage(): string {
  const running = new Map(systems.map((system) => [system.name, system]))
  const lines = chapters.map(({ id, title, items }) => {
    const rows = directory.filter((system) => system.chapter === id)
    const table = rows.map(
      ({ number, id: name, title: called, proves }) =>
        `| ${number} | \`${name}\` | ${called} | ${running.has(name) ? 'runs' : 'not yet'} | ${proves} |`,
    )
    return `## ${title} (${items})\n\n| | id | system | state | what it must show |\n| --- | --- | --- | --- | --- |\n${table.join('\n')}\n`
  })
  const parts = systems.map(
    (system) =>
      `### ${system.name} ${system.title}\n\n${system.parts.map((part) => `- ${part.kind} \`${part.name}\` ${part.title}`).join('\n')}\n`,
  )
  return `# Systems\n\n${made}\n${systems.length} of ${directory.length} run.\n\n${lines.join('\n')}\n## What the running ones are made of\n\n${parts.join('\n')}`
}

function rightsPage(): string {
  const roles = [...partsOf<Role>(systems, 'role').values()]
  const holders = {
    appointed: 'by appointment',
    everyone: 'everyone, signed in or not',
    citizens: 'everyone in no post',
    officers: 'everyone in a post',
    'at-machines': 'whoever is signed in at a machine',
    'in-apps': 'whoever came through another application',
  }
  const tables = roles.map((role) => {
    const rows = role.grants.map(
      (grant) =>
        `| ${grant.on.kind} \`${grant.on.name}\` ${grant.on.title} | ${grant.actions.join(', ')} | ${grant.scope} |`,
    )
    return `## \`${role.name}\` ${role.title}\n\nHeld ${holders[role.heldBy]}.\n\n| on | may | how far |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  const parts = systems.flatMap((system) => system.parts).filter((part) => 'actions' in part)
  const cell = (role: Role, part: Part) =>
    role.grants
      .filter((grant) => grant.on.kind === part.kind && grant.on.name === part.name)
      .map((grant) => `${grant.actions.join(', ')} (${grant.scope})`)
      .join('; ')
  const matrix = parts.map(
    (part) => `| ${part.kind} \`${part.name}\` ${part.title} | ${roles.map((role) => cell(role, part)).join(' | ')} |`,
  )
  const heads = roles.map((role) => `${role.title} \`${role.name}\``)
  const whole = `## The matrix\n\n| on | ${heads.join(' | ')} |\n| --- |${' --- |'.repeat(heads.length)}\n${matrix.join('\n')}\n`
  const asked = engines.flatMap(({ routes }) =>
    routes.filter(({ hidden }) => !hidden).map(({ at, right, says }) => `| \`${at}\` | ${says} | ${right.says} |`),
  )
  const routes = `## The routes\n\nWho may ask each route at all: \`anyone\`, a visitor too; \`person\`, whoever is signed in, for what is theirs; otherwise the action on a part that a role must grant.\n\n| route | what | who |\n| --- | --- | --- |\n${asked.join('\n')}\n`
  return `# Rights\n\n${made}\nEverything that is not granted here is refused. Scopes: all · own-area (the post's region and what lies in it) · own-agency · assigned (the agency takes part) · own (made by the person).\n\n${whole}\n${tables.join('\n')}\n${routes}`
}

function errorsPage(): string {
  const rows = engines
    .flatMap(({ faults }) => faults.flatMap(codesOf))
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map(({ code, status, title }) => `| <a id="${code.replace('/', '-')}"></a>\`${code}\` | ${status} | ${title} |`)
  return `# Refusals\n\n${made}\nEvery refusal is \`application/problem+json\` (RFC 9457) with one of these codes, a sentence in Chinese and the request's number.\n\n| code | status | title |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

function standardsPage(): string {
  const sources = globSync('{kernel,engines,platform,commons,systems}/**/*.ts', { cwd: root }).toSorted()
  const cited = sources.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/@source ([^*\n]+)/g)].map(
      (match) => `| ${match[1]?.trim()} | \`${file}\` |`,
    ),
  )
  const fields = [...partsOf<Register>(systems, 'register').values()].flatMap((register) =>
    Object.entries(register.fields).flatMap(([name, field]) =>
      noteOf(field).standard ? [`| ${noteOf(field).standard} | ${register.name}.${name} |`] : [],
    ),
  )
  return `# Standards\n\n${made}\n## In the code\n\n| source | where |\n| --- | --- |\n${cited.toSorted().join('\n')}\n\n## In the fields\n\n| standard | field |\n| --- | --- |\n${fields.toSorted().join('\n')}\n`
}

/** What is counted, and how, in words. */
function indicatorsPage(): string {
  const rows = [...partsOf<Indicator>(systems, 'indicator').values()].map(
    ({ name, title, unit, says, of, on, formula, counted }) =>
      `| \`${name}\` | ${title} | ${unit} | ${says} | ${of.kind} \`${of.name}\` | ${formula} | ${on ? 'flow by month' : 'level'} | ${counted} |`,
  )
  return `# Indicators\n\n${made}\n| name | title | unit | formula | counted from | how | kind | when |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

/** How each kind of case moves, drawn from its states. */
function casesPage(): string {
  const drawn = [...partsOf<AnyCase>(systems, 'case').values()].map((declared) => {
    const arrows = Object.entries(declared.states).flatMap(([from, state]) => [
      ...Object.values(state.actions ?? {}).map(
        (action) => `  ${from} --> ${action.to === 'stays' ? from : action.to}: ${action.title}`,
      ),
      ...(state.overdue ? [`  ${from} --> ${state.overdue}: (期满)`] : []),
      ...Object.entries(state.until ?? {}).map(
        ([field, to]) => `  ${from} --> ${to}: (${noteOf(declared.subject.fields[field] as never).label}已过)`,
      ),
      ...Object.keys(state.follows ?? {}).map((to) => `  ${from} --> ${to}: (${declared.subject.title}已改)`),
      ...(state.parts
        ? [
            `  ${from} --> ${state.parts.done}: (各件办完)`,
            ...Object.entries(state.parts.ends ?? {}).map(([end, to]) => `  ${from} --> ${to}: (有一件 ${end})`),
          ]
        : []),
      ...(declared.endsWithParent && !state.final && from !== declared.endsWithParent
        ? [`  ${from} --> ${declared.endsWithParent}: (上级办结)`]
        : []),
      ...(state.extended ? [`  ${from} --> ${state.extended}: (期限延后)`] : []),
    ])
    return `## \`${declared.name}\` ${declared.title}\n\n\`\`\`mermaid\nstateDiagram-v2\n  [*] --> ${declared.initial}\n${arrows.join('\n')}\n\`\`\`\n`
  })
  return `# Cases\n\n${made}\n${drawn.join('\n')}`
}

/** Every generated page by its file name. */
export const docsOf = (): Record<string, string> => ({
  'systems.md': systemsPage(),
  'rights.md': rightsPage(),
  'errors.md': errorsPage(),
  'standards.md': standardsPage(),
  'cases.md': casesPage(),
  'indicators.md': indicatorsPage(),
  'words.md': wordsPage(made),
})

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(docsOf())) writeFileSync(path.join(root, 'docs', name), text)
}
