import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { copyFile, lstat, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { accountOf, clusterOf, runningUrl } from './embedded.ts'

/** What PostgreSQL makes anew when it starts; copied as empty folders. @source PostgreSQL 18, 25.3.3.4 */
const madeAnew = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label.*|tablespace_map.*)$/
const control = 'pg_control'

/**
 * Copies the embedded cluster of a data folder to `folder/postgres`, while it serves or stopped. A copy of a serving one
 * is consistent as of the moment at which PostgreSQL ends the backup: everything committed before is in it.
 * @param ends is called right before that moment
 */
export async function copyCluster(dataDir: string, folder: string, ends: () => void = () => {}): Promise<void> {
  const from = clusterOf(dataDir)
  const to = clusterOf(folder)
  const url = runningUrl(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (url) await copyServing(url, from, to, ends)
  else {
    ends()
    await copyTree(from, to, (name) => !leftOut.test(name))
    if (runningUrl(dataDir)) throw new Error(`${dataDir} was started while it was copied stopped: back it up again.`)
  }
  own(to)
}

/** @source PostgreSQL 18, 25.3.3 (low-level backup) */
async function copyServing(url: string, from: string, to: string, ends: () => void) {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await owner.query(`select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)`)
    const started = await owner.query(`select pg_walfile_name(pg_backup_start('digital-yancheng', true)) as segment`)
    await copyTree(from, to, (name, inside) => !leftOut.test(name) && !madeAnew.includes(inside) && name !== control)
    await copyFile(path.join(from, 'global', control), path.join(to, 'global', control))
    ends()
    const { rows } = await owner.query(
      `select labelfile, spcmapfile, pg_walfile_name(lsn) as segment from pg_backup_stop(wait_for_archive => false)`,
    )
    const { labelfile, spcmapfile, segment } = rows[0] as Record<'labelfile' | 'spcmapfile' | 'segment', string>
    writeFileSync(path.join(to, 'backup_label'), labelfile, { mode: 0o600 })
    if (spcmapfile.trim())
      throw new Error('The cluster has tablespaces outside its folder, which this back-up does not follow.')
    const log = path.join(from, 'pg_wal')
    for (const name of await readdir(log)) {
      const needed = /^[0-9A-F]{24}$/.test(name) && name >= started.rows[0].segment && name <= segment
      if (needed || name.endsWith('.history')) await copyFile(path.join(log, name), path.join(to, 'pg_wal', name))
    }
  } finally {
    await owner.end()
  }
}

/** Copies folders and files that `takes` wants; a file that is gone by then was on its way out. */
async function copyTree(from: string, to: string, takes: (name: string, inside: string) => boolean, inside = '') {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!takes(entry.name, inside.split('/')[0] ?? '')) continue
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target, takes, inside ? `${inside}/${entry.name}` : entry.name)
    else
      await copyFile(source, target).catch(async (error: Error) => {
        if (
          await lstat(source).then(
            () => true,
            () => false,
          )
        )
          throw error
      })
  }
}

/** The copy belongs to the account that PostgreSQL runs under. */
function own(cluster: string) {
  const account = accountOf()
  if (!account) return
  for (const name of ['', ...readdirSync(cluster, { recursive: true, encoding: 'utf8' })])
    chownSync(path.join(cluster, name), account.uid, account.gid)
}

/** How full each table is: rows, and a sum over their contents that does not mind their order. */
export interface Survey {
  migrations: Record<string, string>
  tables: Record<string, { rows: number; sum: string }>
  /** Names of the files that any row notes. */
  files: string[]
}

/** Reads every table of a city once, as its owner. */
export async function survey(ownerUrl: string): Promise<Survey> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`begin isolation level repeatable read read only`)
    await owner.query(`set local timezone = 'UTC'`)
    const found = await owner.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`,
    )
    const tables: Survey['tables'] = {}
    for (const { name } of found.rows as { name: string }[]) {
      const { rows } = await owner.query(
        `select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${name} t`,
      )
      tables[name] = rows[0] as { rows: number; sum: string }
    }
    const migrations = await owner.query('select name, hash from kernel.migration order by name')
    const files = await owner.query('select file from kernel.upload union select file from kernel.file_use order by 1')
    return {
      migrations: Object.fromEntries(migrations.rows.map((row) => [row.name, row.hash])),
      tables,
      files: files.rows.map((row) => row.file as string),
    }
  } finally {
    await owner.end()
  }
}

/** Whether a data folder holds an embedded cluster. */
export const hasCluster = (dataDir: string): boolean => existsSync(path.join(clusterOf(dataDir), 'PG_VERSION'))
