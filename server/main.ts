import { globSync } from 'node:fs'
import path from 'node:path'

/** What `npm start` runs: a city, or a role of an engine, such as an agency's witness node, which needs nothing of the city. */
const role = (process.env.ROLE ?? '').replaceAll(/[^a-z-]/g, '')
const [engines] = role ? globSync(`engines/*/roles/${role}.ts`, { cwd: path.join(import.meta.dirname, '..') }) : []
await import(engines ? `../${engines}` : './city.ts')
