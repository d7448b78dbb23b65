import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { after, test } from 'node:test'
import { createClient } from '@hey-api/openapi-ts'
import { planFile } from '#city'
import { systems } from '#systems'
import { openCity } from '#testing'
import { leaveCluster } from '#testing/cluster'
import { planAdoption } from '../systems/assurance/plan-supervision/cases.ts'
import { importPlan } from '../systems/assurance/plan-supervision/documents.ts'
import { rosterMember } from '../commons/joint-meeting.ts'
import { planSupervisor } from '../systems/assurance/plan-supervision/roles.ts'

after(leaveCluster)

const run = promisify(execFile)
const root = path.dirname(import.meta.dirname)
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)

/** What the stranger reads of the city: sign-in, and the one system that they have to do with. */
const tags = 'identity,plan-supervision'

/** A stranger's program: all it knows of the city are the address, an account, and the client made from the description. */
const program = `
import { client } from './client/client.gen.ts'
import {
  getCasesPlanAdoption, getRegistersRosterMember, postCasesPlanAdoptionByIdConfirm, postRegistersRosterMember, postSession,
} from './client/sdk.gen.ts'

const [baseUrl = '', account = '', password = ''] = process.argv.slice(2)
const headers = { 'x-requested-by': 'stranger' }
client.setConfig({ baseUrl })

const signedIn = await postSession({ headers, body: { account, password } })
if (!signedIn.data) throw new Error(JSON.stringify(signedIn.error))
const cookie = /^session=([^;]+)/.exec(signedIn.response?.headers.getSetCookie()[0] ?? '')?.[1] ?? ''
client.setConfig({ auth: cookie })

const member = { member: 'city-finance-bureau', duty: '成员单位', standing: 'proposed' } as const
const key = { ...headers, 'idempotency-key': 'stranger-1' }
const made = await postRegistersRosterMember({ headers: key, body: member })
const again = await postRegistersRosterMember({ headers: key, body: member })
const twice = await postRegistersRosterMember({ headers, body: member })
// @ts-expect-error no code of this operation
const never = twice.error?.code === 'case/out-of-order'
// @ts-expect-error a value that the field does not have
void { ...member, standing: 'elsewhere' } satisfies NonNullable<Parameters<typeof postRegistersRosterMember>[0]>['body']
const listed = await getRegistersRosterMember({ query: { 'filter.standing': 'proposed', sort: '-standing' } })

const adoptions = await getCasesPlanAdoption({ query: { open: 'true' } })
const [adoption] = adoptions.data?.rows ?? []
if (!adoption) throw new Error('no case')
const path = { id: adoption.id }
const stale = await postCasesPlanAdoptionByIdConfirm({ headers, path, body: { version: adoption.version + 7 } })
const acted = await postCasesPlanAdoptionByIdConfirm({ headers, path, body: { version: adoption.version } })
const state = acted.data && 'state' in acted.data ? acted.data.state : undefined

console.log(JSON.stringify({
  made: made.data?.duty, again: again.data?.id === made.data?.id, twice: twice.error?.code, never,
  listed: listed.data?.rows.map(({ member }) => member),
  before: adoption.state, stale: stale.error?.code, state,
}))
`

test('a client that a public generator makes from the description compiles, registers a record and acts on a case', async () => {
  const city = await openCity(systems)
  const folder = mkdtempSync(path.join(tmpdir(), 'stranger-'))
  try {
    const bureau = await city.officer('city-data-bureau', [planSupervisor.name], '周明远', 'stranger')
    await bureau.imports(importPlan, '要点.txt', readFileSync(planFile))
    const place = (name: string) => path.join(folder, name)
    writeFileSync(place('interface.json'), JSON.stringify(await bureau.asks('GET', `/openapi.json?tag=${tags}`)))
    await createClient({
      input: place('interface.json'),
      output: { path: place('client'), module: { extension: '.ts' } },
      logs: { level: 'silent' },
      plugins: ['@hey-api/typescript', '@hey-api/client-fetch', '@hey-api/sdk'],
    })
    writeFileSync(place('program.ts'), program)
    writeFileSync(place('package.json'), JSON.stringify({ type: 'module' }))
    const compilerOptions = {
      ...{ target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'], module: 'nodenext', strict: true, noEmit: true },
      ...{ allowImportingTsExtensions: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, skipLibCheck: true },
      ...{ types: ['node'], typeRoots: [path.join(root, 'node_modules/@types')] },
    }
    writeFileSync(place('tsconfig.json'), JSON.stringify({ compilerOptions, include: ['program.ts'] }))
    await run(bin('tsc'), ['-p', folder]).catch(({ stdout }: { stdout: string }) => assert.fail(stdout))

    const address = await city.house.host.listen({ port: 0, host: '127.0.0.1' })
    const { stdout } = await run(process.execPath, [place('program.ts'), address, 'stranger', 'a long password'])
    assert.deepEqual(JSON.parse(stdout), {
      ...{ made: '成员单位', again: true, twice: 'register/duplicate', never: false },
      ...{
        listed: ['city-finance-bureau'],
        before: planAdoption.initial,
        stale: 'case/stale-version',
        state: 'adopted',
      },
    })
    assert.deepEqual(
      (await bureau.lists(rosterMember)).map(({ duty }) => duty),
      ['成员单位'],
    )
  } finally {
    rmSync(folder, { recursive: true })
    await city.house.close()
  }
})
