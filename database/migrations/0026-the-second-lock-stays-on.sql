-- What an act does beside the row that its reader reaches is reached because the act holds that row: `scope.held` names, for
-- the rest of a transaction, rows that were found under the reader's own scope. So a reader's scope stays on to the end of
-- every act, and a statement that says less than it means still meets nothing but what is theirs or held.
do $$
declare
  one record;
  held constant text := $q$ = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])$q$;
  found text;
begin
  for one in
    select p.schemaname, p.tablename, p.policyname, p.qual from pg_policies p
    where strpos(p.qual, 'scope.all') > 0 and (
      (p.schemaname = 'record' and p.tablename not in ('version', 'look', 'field_key'))
      or (p.schemaname = 'casework' and p.tablename in ('case', 'opening'))
    )
  loop
    found := case one.tablename
      when 'case' then format('id%1$s or subject%1$s or parent%1$s or within%1$s', held)
      when 'opening' then 'subject' || held
      else 'id' || held
    end;
    execute format('alter policy %I on %I.%I using (%s or %s)', one.policyname, one.schemaname, one.tablename, one.qual, found);
  end loop;
end $$;

-- Who tells somebody something, or looks at what is theirs, is not who may read it.
create policy entry_told on notice.entry for insert with check (true);
create policy look_made on identity.look for insert with check (true);
create policy look_made on record.look for insert with check (true);

-- The work about a thing waits for nobody any more, in whosever inbox it lies.
create function notice.settle(thing text, now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update notice.entry set done_at = now, read_at = coalesce(read_at, now) where about = thing and kind = 'todo' and done_at is null
$$;

-- Entries of a search, in place of those of their keys. Whom one belongs to stays as it was first written.
create function search.keep(entries json) returns void
language sql security definer set search_path = '' as $$
  insert into search.entry (what, subject, part, title, body, grams, path, agency, region, person, assigned, at)
  select what, subject, part, title, body, grams, path, agency, region, person, assigned, at
  from pg_catalog.json_populate_recordset(null::search.entry, entries) order by what, subject, part
  on conflict (what, subject, part) do update set title = excluded.title, body = excluded.body, grams = excluded.grams,
    path = excluded.path, agency = excluded.agency, region = excluded.region, assigned = excluded.assigned, at = excluded.at
$$;

-- What is added to entries: their text before what is there, their name, place, holder and time in place of it.
create function search.keep_too(entries json) returns void
language sql security definer set search_path = '' as $$
  insert into search.entry as e (what, subject, part, title, body, grams, path, agency, region, person, assigned, at)
  select what, subject, part, title, body, grams, path, agency, region, person, assigned, at
  from pg_catalog.json_populate_recordset(null::search.entry, entries) order by what, subject, part
  on conflict (what, subject, part) do update set title = excluded.title,
    body = pg_catalog.left(pg_catalog.concat_ws(e'\n', nullif(excluded.body, ''), e.body), 12000), grams = e.grams operator(pg_catalog.||) excluded.grams,
    path = excluded.path, agency = excluded.agency, region = excluded.region, assigned = excluded.assigned, at = excluded.at
$$;

-- What rows give to indicators is kept whoever changes them; who may see a sum is asked where sums are read.
alter function measure.give(json) security definer;

-- What rows give of which nothing was counted before, and that nobody else can see.
create function measure.give_first(given json) returns void
language sql security definer set search_path = '' as $$
  with said as materialized (
    select * from pg_catalog.json_populate_recordset(null::measure.part, given)
  ), kept as (
    insert into measure.part (indicator, subject, month, within, agency, region, value, among)
    select indicator, subject, month, within, agency, region, value, among from said
  )
  insert into measure.sum as t (indicator, month, within, agency, region, value, among)
  select indicator, month, within, agency, region, pg_catalog.sum(value), pg_catalog.sum(among) from said
  group by indicator, month, within, agency, region order by indicator, month, within, agency, region
  on conflict (indicator, month, within, agency, region) do update set value = t.value + excluded.value, among = t.among + excluded.among
$$;

-- The rows of a register that refer to a row, by their ids; and one more than the highest number among rows that share values.
create function record.referring(register text, field text, id uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute pg_catalog.format('select t.id from record.%I t where t.%I = $1 order by t.id', register, field) using id;
end $$;
create function record.next_count(register text, field text, among json) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  count integer;
  shared text;
begin
  select coalesce(pg_catalog.string_agg(pg_catalog.format('t.%I = g.%I', key, key), ' and '), 'true') into shared from pg_catalog.json_object_keys(among) key;
  execute pg_catalog.format(
    'select coalesce(max(t.%I), 0) + 1 from record.%I t, pg_catalog.json_populate_record(null::record.%I, $1) g where %s', field, register, register, shared
  ) into count using among;
  return count;
end $$;
