-- A reader's areas are taken apart once for a statement, not once for every row that is looked at.
do $$
declare
  one record;
  each_row constant text := $q$string_to_array(NULLIF(( SELECT current_setting('scope.areas'::text, true) AS current_setting), ''::text), ','::text)$q$;
  once constant text := $q$(select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[]$q$;
begin
  for one in select schemaname, tablename, policyname, qual from pg_policies where strpos(qual, each_row) > 0 loop
    execute format('alter policy %I on %I.%I using (%s)', one.policyname, one.schemaname, one.tablename, replace(one.qual, each_row, once));
  end loop;
end $$;

-- Who wrote an event is not who may read it: events are read by those who read everything, as the log and its auditors do.
alter table kernel.event enable row level security;
create policy event_scope on kernel.event for select using ((select current_setting('scope.all', true)) = 'on');
create policy event_made on kernel.event for insert with check (true);

-- Nor is who changed a record: its history is told by whoever has looked whether the reader may see it.
alter table record.version enable row level security;
create policy version_scope on record.version for select using ((select current_setting('scope.all', true)) = 'on');
create policy version_made on record.version for insert with check (true);
