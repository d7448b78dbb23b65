import type { Place } from './place.ts'

/** What an officer reports on a case, month after month. */
export const report = { month: '2024-11', percent: 40, words: '本月新签约项目九个，资料已归档。', evidence: [] }

/** Gives one agency two thousand cases under way. @returns their ids, in the first version each */
export async function casesToReportOn({ owner }: Place): Promise<string[]> {
  await owner.query(`
    create temp table held as select id, subject from casework.case where kind = 'task-supervision' and last_step = '报送进展' limit 2000;
    update record.plan_task set lead = 'city-industry-bureau', due_on = '2025-06-30' where id in (select subject from held);
    update casework.case set agency = 'city-industry-bureau', due_on = '2025-06-30', state = 'running', closed_at = null where id in (select id from held)`)
  const { rows } = await owner.query<{ id: string }>(
    `select id from casework.case where kind = 'task-supervision' and agency = 'city-industry-bureau' and due_on = '2025-06-30' and version = 1`,
  )
  return rows.map((row) => row.id)
}
