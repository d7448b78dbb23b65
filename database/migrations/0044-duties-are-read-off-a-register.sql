-- Which rows of a register hold some values, whoever may see them; ids alone. A row that an act must know of is held by it then.
create function record.sharing(register text, among json) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  shared text;
begin
  select coalesce(pg_catalog.string_agg(pg_catalog.format('t.%I = g.%I', key, key), ' and '), 'true') into shared from pg_catalog.json_object_keys(among) key;
  return query execute pg_catalog.format(
    'select t.id from record.%I t, pg_catalog.json_populate_record(null::record.%I, $1) g where %s order by t.id', register, register, shared
  ) using among;
end $$;

-- What is wrong with the lines of a register that duties are read off, and since when: whoever keeps them is told once.
create table casework.line_fault (
  register text collate "C" not null,
  line uuid not null,
  fault text collate "C" not null,
  since date not null,
  primary key (register, line, fault)
);
alter table casework.line_fault enable row level security;
create policy line_fault_scope on casework.line_fault using ((select current_setting('scope.all', true)) = 'on');

-- When the lines of a register are to be looked at next.
create table casework.line_look (
  register text collate "C" primary key,
  at timestamptz not null
);
