import type { CityAgency } from '#city'

/** What the first files of a system say of it. */
export interface Start {
  id: string
  title: string
  items: readonly number[]
  proves: string
  owner: Pick<CityAgency, 'id' | 'name'>
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

const registers = ({ id, title }: Start) => `import { defineRegister, field } from '#platform'

/** What the system keeps. Rename it before its first migration: a register's name is permanent. */
export const entry = defineRegister('${id}-entry', {
  title: ${quoted(`${title}登记`)},
  naming: 'name',
  fields: { name: field.text('名称') },
})
`

const cases = ({ id, title }: Start) => `import { defineCase } from '#platform'
import { entry } from './registers.ts'

/** An entry, from its registration to its end. */
export const handling = defineCase('${id}-handling', {
  title: ${quoted(`${title}办理`)},
  subject: entry,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: {
      title: '办理中',
      awaits: 'finish',
      actions: { finish: { title: '办结', to: 'finished', primary: true } },
    },
    finished: { title: '已办结', final: true },
  },
})
`

const roles = ({ id, title }: Start) => `import { defineRole, may } from '#platform'
import { handling } from './cases.ts'
import { entry } from './registers.ts'

/** Registers entries for an agency and brings them to their end. */
export const officer = defineRole('${id}-officer', {
  title: ${quoted(`${title}经办人`)},
  grants: [
    may(entry, ['read', 'create', 'amend'], 'own-agency'),
    may(handling, ['read', 'finish'], 'own-agency'),
  ],
})
`

const pages = () => `import { casesPage, listPage } from '#platform'
import { handling } from './cases.ts'
import { entry } from './registers.ts'

export const pages = [casesPage(handling, { columns: ['name'] }), listPage(entry)]
`

const system = ({ id, title, owner, proves }: Start) => `import { defineSystem } from '#platform'
import { handling } from './cases.ts'
import { pages } from './pages.ts'
import { entry } from './registers.ts'
import { officer } from './roles.ts'

/** What it must show: ${proves}. */
export default defineSystem('${id}', {
  title: ${quoted(title)},
  owner: '${owner.id}',
  parts: [entry, handling, officer],
  pages,
})
`

const story = ({ id, title, owner, proves }: Start) => `import assert from 'node:assert/strict'
import { scenario } from '#testing'
import { handling } from './cases.ts'
import { entry } from './registers.ts'
import { officer } from './roles.ts'
import system from './system.ts'

scenario(${quoted(proves)}, system, async (city) => {
  const someone = await city.officer('${owner.id}', [officer.name])
  await someone.asks('POST', \`/api/registers/\${entry.name}\`, { name: '第一件' })
  const [opened] = await someone.cases(handling)
  const finished = await someone.does(handling, opened?.id, 'finish')
  assert.equal(finished.state, 'finished')
  assert.fail(${quoted(`Write the story of ${id} until it shows what ${title} must show: ${proves}`)})
})
`

const readme = ({ id, title, items, proves, owner }: Start) => `# ${id} ${title}

A start: its story is not written yet. It must show: ${proves}. Items of the plan: ${items.join(', ')}. Owner: ${owner.name}.

- \`registers.ts\` what it keeps: one entry with a name.
- \`cases.ts\` the way of an entry: open, finished.
- \`roles.ts\` who registers and finishes: an officer, for the own agency.
`

/** The files of a system that has just been started, by name: they compile and run, and their story fails until it is written. */
export const firstFiles = (start: Start): Record<string, string> => ({
  'system.ts': system(start),
  'registers.ts': registers(start),
  'cases.ts': cases(start),
  'roles.ts': roles(start),
  'pages.ts': pages(),
  'README.md': readme(start),
  'scenario.test.ts': story(start),
})
