import { askingIn } from '#kernel/database'
import type { House } from '#kernel/engine'
import { indicatorsOf, rowsThatGave } from '#engines/indicator/run'
import { digestOfText } from '#engines/ledger/run'
import { begunOf } from './begun.ts'
import type { Assessment } from './index.ts'
import { countLive } from './inputs.ts'
import { tells } from './told.ts'

/** Rows behind a number that are kept with it; beyond that their count stands alone. */
const mostBehind = 500

/** Freezes the live leaves of schemes whose instant has come, each with what the rows behind it gave. @returns how many schemes */
export async function freezeDue(house: House, at: Date): Promise<number> {
  const due = await house.database.read<{ id: string }>(
    { all: 'on' },
    'select id from assessment.scheme where frozen_at is null and replaced_by is null and freezes_at <= $1 order by id limit 10',
    [at],
  )
  let done = 0
  for (const { id } of due) done += await freeze(house, id, at)
  return done
}

async function freeze(house: House, id: string, at: Date): Promise<number> {
  return house.database.write({ all: 'on' }, async (tx) => {
    const ask = askingIn(tx)
    const begun = await begunOf(ask, id, 'for update')
    const assessment = begun && house.parts<Assessment>('assessment').get(begun.kind)
    if (!begun || !assessment || begun.frozenAt || begun.replacedBy) return 0
    const rows: { code: string; agency: string; value: string | null; behind: unknown }[] = []
    for (const { code, agency, value, indicator, whose, counting } of await countLive(ask, house, assessment, begun)) {
      const counted = indicatorsOf(house).get(indicator)
      const behind = counted ? await rowsThatGave(ask, counted, whose, counting, mostBehind) : []
      rows.push({ code, agency, value, behind })
    }
    await tx.query(
      `insert into assessment.frozen (scheme, code, agency, value, behind)
       select $1, f.code, f.agency, f.value, f.behind from jsonb_to_recordset($2) as f(code text, agency text, value text, behind jsonb)`,
      [id, JSON.stringify(rows)],
    )
    await tx.query('update assessment.scheme set frozen_at = $2 where id = $1', [id, at])
    await tells(tx, 'frozen', begun, { values: digestOfText(JSON.stringify(rows)), leaves: rows.length }, { at })
    return 1
  })
}

/** The next instant at which a scheme freezes; null when none waits. */
export async function nextFreeze({ database }: House): Promise<Date | null> {
  const [found] = await database.read<{ at: Date | null }>(
    { all: 'on' },
    'select min(freezes_at) as at from assessment.scheme where frozen_at is null and replaced_by is null',
  )
  return found?.at ?? null
}
