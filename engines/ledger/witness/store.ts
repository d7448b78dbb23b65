import { hash } from 'node:crypto'
import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { faults } from '../faults.ts'
import { newSkey } from '../note-node.ts'

/** What a log did that it must not, or did not do that it must. */
export type AlarmKind = 'fork' | 'rewritten' | 'shrunk' | 'bad-signature' | 'stale'

/** An alarm with the notes that prove it. */
export interface Alarm {
  kind: AlarmKind
  origin: string
  /** RFC 3339, UTC. */
  at: string
  notes: string[]
}

/** The latest checkpoint of a log that was cosigned, or seen. */
export interface Standing {
  size: number
  /** base64 */
  root: string
  note: string
  /** Milliseconds since 1970. */
  at: number
}

const mostAlarms = 200

/** Lower-case hexadecimal hash of an origin, its name in addresses and files. @source C2SP tlog-witness, "Monitor Retrieval Mechanism" */
export const originHash = (origin: string): string => hash('sha256', origin, 'hex')

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** On the disk, whole, before it returns: nothing of it is asynchronous, so that check and write are one. */
function write(file: string, text: string) {
  const draft = `${file}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
    fdatasyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  const folder = openSync(path.dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** A witness's memory in one folder, each piece written whole. */
export interface Store {
  /** The secret key as text, made at the first start. */
  key: string
  /** @throws ledger/witness-state */
  standing(origin: string, kind: 'cosigned' | 'seen'): Standing | undefined
  stand(origin: string, kind: 'cosigned' | 'seen', standing: Standing): void
  alarms(): readonly Alarm[]
  /** The same alarm over the same notes is remembered once; of too many the first ones stay. */
  alarm(alarm: Alarm): void
}

/** Opens a witness's folder; its name is fixed by the first start. @throws ledger/witness-state */
export function openStore(folder: string, name: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keyFile = path.join(folder, 'key')
  let key = read(keyFile)
  if (key === undefined) write(keyFile, (key = newSkey(name, 'cosignature')))
  const parsed = <T>(file: string, fits: (value: unknown) => value is T): T | undefined => {
    const text = read(file)
    if (text === undefined) return undefined
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      // Refused below: to begin anew would be to forget what was signed.
    }
    if (!fits(value)) throw faults['witness-state']({ file: path.basename(file) })
    return value
  }
  const isStanding = (value: unknown): value is Standing =>
    typeof value === 'object' &&
    value !== null &&
    Number.isSafeInteger((value as Standing).size) &&
    [(value as Standing).root, (value as Standing).note].every((text) => typeof text === 'string')
  const place = (origin: string, kind: string) => path.join(folder, `${originHash(origin)}.${kind}.json`)
  const alarmFile = path.join(folder, 'alarms.json')
  const alarms: Alarm[] = parsed(alarmFile, (value): value is Alarm[] => Array.isArray(value)) ?? []
  return {
    key,
    standing: (origin, kind) => parsed(place(origin, kind), isStanding),
    stand: (origin, kind, standing) => write(place(origin, kind), JSON.stringify(standing)),
    alarms: () => alarms,
    alarm(alarm) {
      const same = (other: Alarm) =>
        other.kind === alarm.kind && other.origin === alarm.origin && other.notes.join() === alarm.notes.join()
      if (alarms.length >= mostAlarms || alarms.some(same)) return
      alarms.push(alarm)
      write(alarmFile, JSON.stringify(alarms))
    },
  }
}
