import { globSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { System } from '#kernel/system'
import type { Seed, SeedAct, SeedCitizen } from '../platform/seed.ts'
import { citizens, officers, type DemoOfficer } from '../city/yancheng/people.ts'

/** Who is in the demonstration city and what happened there, in the order of its days. */
export interface Demo {
  officers: readonly DemoOfficer[]
  citizens: readonly SeedCitizen[]
  /** The accounts of officers that systems bring beside the city's own. */
  ofSystems: ReadonlySet<string>
  acts: readonly SeedAct[]
}

const root = path.dirname(import.meta.dirname)

/** The city's people and what the `seed.ts` of every system's folder brings, where there is one. */
export async function demoOf(systems: readonly System[]): Promise<Demo> {
  const files = systems.flatMap(({ name }) => globSync(`systems/*/${name}/seed.ts`, { cwd: root }))
  const seeds = await Promise.all(
    files.map((file) => import(pathToFileURL(path.join(root, file)).href) as Promise<Seed>),
  )
  const brought = seeds.flatMap((one) => one.officers ?? [])
  return {
    officers: [...officers, ...brought.map((one) => ({ ...one, roles: one.roles.map(({ name }) => name) }))],
    ofSystems: new Set(brought.map(({ account }) => account)),
    citizens: [...citizens, ...seeds.flatMap((one) => one.citizens ?? [])],
    acts: seeds.flatMap((one) => one.seed ?? []).toSorted((a, b) => a.on.localeCompare(b.on)),
  }
}
