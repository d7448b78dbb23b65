import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { planFile } from '#city'
import { gramsOf } from '../engines/register/grams.ts'
import { seeded } from './figures.ts'

/** Clauses of the city's own plan, from which texts are put together. */
const clauses = readFileSync(planFile, 'utf8')
  .split(/[。；，、：\n（）]/)
  .map((clause) => clause.trim())
  .filter((clause) => clause.length >= 4 && clause.length <= 40)

/** Plans of 45 tasks each, every task supervised, and beside each the counties' own cases when asked. */
export interface Filling {
  tasks: number
  /** Also a case for each of the eleven county-level units. */
  counties?: boolean
}

/**
 * Fills plans, tasks, cases and the agencies they are assigned to by plain SQL: the plans of ten years, of which
 * 2024's is under way and nineteen of twenty older tasks are completed; agencies in turn. None waits for the clock.
 */
export async function fillTasks(owner: pg.Client, { tasks, counties = false }: Filling): Promise<void> {
  await owner.query('begin')
  await owner.query(`
    create temp table agency on commit drop as
      select row_number() over (order by id) - 1 as i, id, region from identity.agency where kind not in ('county', 'zone');
    create temp table plan on commit drop as
      select i, uuidv7() as id, 2024 - i % 10 as year from generate_series(0, ${Math.ceil(tasks / 45) - 1}) i;
    insert into record.plan (id, title, issuer, year, standing, every_unit, file, agency, region, created_at, amended_at)
      select id, year || '年数字盐城工作要点之' || i, '市数据局', year, 'draft', true, md5(i::text), 'city-data-bureau', '3209', now(), now() from plan;
  `)
  await owner.query(
    `create temp table task on commit drop as
       select n.i, uuidv7() as id, p.id as plan, p.year, n.i % 45 + 1 as number, a.id as agency, a.region, s.id as support,
         make_date(p.year, 1 + n.i * 7 % 12, 1 + n.i * 11 % 28) as due_on, uuidv7() as held,
         case when p.year < 2024 and n.i % 20 <> 3 then 5 else n.i % 6 end as stand,
         ($1::text[])[1 + n.i * 31 % $2] as title, ($1::text[])[1 + n.i * 17 % $2] || '，' || ($1::text[])[1 + n.i * 53 % $2] as content
       from generate_series(0, $3 - 1) n(i)
       join plan p on p.i = n.i / 45
       join agency a on a.i = n.i % (select count(*) from agency)
       join agency s on s.i = (n.i + 7) % (select count(*) from agency)`,
    [clauses, clauses.length, tasks],
  )
  await owner.query(`
    insert into record.plan_task (id, plan, "group", number, part, title, content, lead, support, lead_standing, due_on, ongoing, agency, region, created_at, amended_at)
      select id, plan, (array['基础设施','数据资源','数字经济','数字政务','数字文化','数字生态'])[1 + i % 6], number, 1, title, content, agency,
        array[support], 'confirmed', due_on, false, agency, region, now(), now() from task;
    insert into casework.case (id, kind, subject, within, title, agency, region, state, facts, signal, opened_at, state_since, due_on, due_provisional, last_step, last_step_at, closed_at, version)
      select held, 'task-supervision', id, plan, title, agency, region,
        (array['running','running','running','pressed','review','completed'])[1 + stand],
        jsonb_build_object('month', '2024-10', 'percent', i % 101, 'countyPercent', i * 7 % 101),
        (array['ok','near','behind','late','review','done'])[1 + stand], make_timestamptz(year, 1, 5, 9, 0, 0), make_timestamptz(year, 1, 5, 9, 0, 0) + i % 200 * interval '1 day',
        due_on, false, '报送进展', make_timestamptz(year, 2, 5, 9, 0, 0), case when stand = 5 then make_timestamptz(year, 6, 5, 9, 0, 0) end, 1 from task;
    insert into casework.participant (case_id, agency) select held, support from task where support <> agency;
  `)
  if (counties)
    await owner.query(`
      insert into casework.case (id, kind, subject, within, parent, title, agency, region, state, facts, signal, opened_at, state_since, due_on, due_provisional, closed_at, version)
        select uuidv7(), 'county-supervision', t.id, t.plan, t.held, t.title, u.id, u.region, case when t.stand = 5 then 'completed' else 'running' end, jsonb_build_object('month', '2024-10', 'percent', t.i * 3 % 101),
          case when t.stand = 5 then 'done' else (array['ok','near','behind','late'])[1 + t.i % 4] end, make_timestamptz(t.year, 1, 6, 9, 0, 0), make_timestamptz(t.year, 1, 6, 9, 0, 0), t.due_on, false, case when t.stand = 5 then make_timestamptz(t.year, 6, 5, 9, 0, 0) end, 1
        from task t, identity.agency u where u.kind in ('county', 'zone')`)
  await owner.query('commit')
  await owner.query('vacuum (analyze) casework.case, casework.participant, record.plan, record.plan_task')
}

/** Tables that the creation of a card writes to, those first on whose rows others lean; and whether a row has an id of its own. */
const cardTables = {
  'record.library_card': false,
  'record.version': false,
  'casework.case': false,
  'casework.step': true,
  'kernel.event': true,
  'search.entry': false,
  'notice.entry': true,
}

/** Fills the city of cards with so many copies of one card as it was created: its case, steps, events, entries. */
export async function fillCards(owner: pg.Client, cards: number, card: string): Promise<void> {
  const { rows } = await owner.query<{ held: string }>('select id as held from casework.case where subject = $1', [
    card,
  ])
  const held = rows[0]?.held as string
  await owner.query(
    'create temp table made as select uuidv7() as card, uuidv7() as held from generate_series(1, $1::int)',
    [cards],
  )
  for (const [table, ownId] of Object.entries(cardTables)) {
    // What the database makes of the other columns it makes of the copies too.
    const { rows: columns } = await owner.query<{ all: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as all from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and attgenerated = ''`,
    )
    await owner.query(
      `insert into ${table} (${columns[0]?.all}) select ${columns[0]?.all} from made m cross join (select to_jsonb(t)::text as like_it from ${table} t where strpos(to_jsonb(t)::text, $1) > 0 or strpos(to_jsonb(t)::text, $2) > 0) o
       cross join lateral jsonb_populate_record(null::${table}, replace(replace(o.like_it, $1, m.card::text), $2, m.held::text)::jsonb ${ownId ? `|| jsonb_build_object('id', uuidv7())` : ''}) r`,
      [card, held],
    )
  }
  await owner.query('drop table made')
  await owner.query(`vacuum (analyze) ${Object.keys(cardTables).join(', ')}`)
}

/** Fills inboxes: entries of a hundred people in turn, one of them the reader's; half are open. */
export async function fillInboxes(owner: pg.Client, entries: number, reader: string): Promise<void> {
  await owner.query(
    `insert into notice.entry (id, person, kind, title, says, path, about, at, due_at, done_at)
     select uuidv7(), case when i % 100 = 0 then $2::uuid else md5('person' || i % 100)::uuid end, 'todo', '报送进展 ' || i, '任务督办 · 推进中 · 待报送进展', '/cases/task-supervision/' || i,
       'bench:' || i, now(), now() + i % 300 * interval '1 day', case when i % 200 >= 100 then now() end
     from generate_series(0, $1 - 1) i`,
    [entries, reader],
  )
  await owner.query('vacuum (analyze) notice.entry')
}

/** A text as an official writes it, of about ninety characters. */
export function textsOf(count: number, seed: number): string[] {
  const below = seeded(seed)
  return Array.from({ length: count }, () => {
    let text = ''
    while (text.length < 80) text += `${text ? '，' : ''}${clauses[below(clauses.length)]}`
    return text
  })
}

/**
 * Fills the search with entries of tasks, which everybody may read, or of cases that belong to the city's agencies in turn;
 * grams are made as the product makes them.
 */
export async function fillSearch(owner: pg.Client, texts: readonly string[], of: 'tasks' | 'cases' = 'tasks') {
  const what = of === 'tasks' ? 'register:plan-task' : 'case:task-supervision'
  const agencies = await owner.query<{ id: string }>(
    "select id from identity.agency where kind not in ('county', 'zone') order by id",
  )
  const holders = of === 'tasks' ? ['city-data-bureau'] : agencies.rows.map(({ id }) => id)
  for (let from = 0; from < texts.length; from += 5000) {
    const page = texts.slice(from, from + 5000)
    const titles = page.map((text) => text.slice(0, 16))
    await owner.query(
      `insert into search.entry (what, subject, title, body, grams, path, agency, region, at)
       select $4, uuidv7(), t.title, t.body, t.grams::tsvector, '/lists/plan-task', ($5::text[])[1 + t.i % $6], '3209', now()
       from unnest($1::text[], $2::text[], $3::text[]) with ordinality as t(title, body, grams, i)`,
      [titles, page, page.map((text, i) => gramsOf(titles[i] as string, text)), what, holders, holders.length],
    )
  }
}

/** What was filled is where it would be after a while. */
export const settleSearch = (owner: pg.Client) => owner.query('vacuum (analyze) search.entry')
