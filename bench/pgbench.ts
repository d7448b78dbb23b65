import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type pg from 'pg'

const program = '/usr/lib/postgresql/15/bin/pgbench'

/** Why pgbench cannot be asked, or undefined where it can. */
export const missing = existsSync(program)
  ? undefined
  : `${program} is not there: apt-get install postgresql-15 (only its client is used; its cluster is never started)`

function run(url: string, args: string[]): string {
  const asked = new URL(url)
  const ran = spawnSync(program, ['-h', asked.hostname, '-p', asked.port, '-U', asked.username, ...args, 'pgbench'], {
    encoding: 'utf8',
    env: { ...process.env, PGPASSWORD: asked.password },
  })
  if (ran.status !== 0) throw new Error(`pgbench: ${ran.stderr}`)
  return ran.stdout
}

/** Makes pgbench's own tables in a database beside the city's, in the same cluster. */
export async function preparePgbench(owner: pg.Client, url: string) {
  await owner.query('create database pgbench')
  run(url, ['-i', '-q', '-s', '20'])
}

/** Transactions a second of pgbench's simple update, prepared, over 32 connections. */
export function simpleUpdate(url: string, seconds: number): number {
  const said = run(url, ['-N', '-n', '-M', 'prepared', '-c', '32', '-j', '1', '-T', String(seconds)])
  return Number(/^tps = ([\d.]+)/m.exec(said)?.[1])
}
