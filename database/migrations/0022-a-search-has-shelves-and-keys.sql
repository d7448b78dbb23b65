-- A search stops at the first few hundred hits. On shelves it stops without having counted all the others, and an entry
-- that carries the keys which open it is passed over in the index by whoever has none of them.
create function search.opened_by(what text, agency text, region text, person uuid, assigned text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  keys text[] := array[what];
begin
  if agency is not null then keys := keys || (what || ' of ' || agency); end if;
  if person is not null then keys := keys || (what || ' by ' || person); end if;
  for i in 2 .. coalesce(length(region), 0) loop keys := keys || (what || ' in ' || left(region, i)); end loop;
  for i in 1 .. coalesce(array_length(assigned, 1), 0) loop keys := keys || (what || ' to ' || assigned[i]); end loop;
  return keys;
end $$;
comment on function search.opened_by is 'the keys of an entry: what anybody with a right to all of it holds, and its agency, area, person, assigned agencies';

drop function search.find;
alter table search.entry rename to former;
alter table search.former rename constraint entry_pkey to former_pkey;
drop index search.entry_grams;

create table search.entry (
  what text collate "C" not null,
  subject uuid not null,
  part text collate "C" not null default '',
  title text not null,
  body text not null,
  grams tsvector not null,
  path text not null,
  agency text collate "C",
  region text collate "C",
  person uuid,
  assigned text[] not null default '{}',
  at timestamptz not null,
  opened_by text[] not null generated always as (search.opened_by(what, agency, region, person, assigned)) stored,
  primary key (what, subject, part)
) partition by hash (subject);
comment on column search.entry.what is '<kind>:<name> of the declaration whose read right opens it';
comment on column search.entry.part is 'the content of an attachment, or empty';
do $$
begin
  for i in 0 .. 31 loop
    execute format('create table search.shelf_%s partition of search.entry for values with (modulus 32, remainder %s)', i, i);
    -- Nobody but the owner asks a shelf by itself.
    execute format('alter table search.shelf_%s enable row level security', i);
  end loop;
end $$;
insert into search.entry (what, subject, part, title, body, grams, path, agency, region, person, assigned, at)
  select what, subject, part, title, body, grams, path, agency, region, person, assigned, at from search.former;
drop table search.former;
create index entry_grams on search.entry using gin (grams, opened_by);
alter table search.entry enable row level security;
create policy entry_scope on search.entry using ((select current_setting('scope.all', true)) = 'on');

-- Finds entries that a reader's keys open. Matching text is not leakproof, so under row-level security its index would not
-- be used: this function asks for the keys itself. Few hits are ranked all; of many, those that were come upon first.
create function search.find(wanted tsquery, keys text[], ranked integer, most integer)
returns table (what text, subject uuid, part text, title text, body text, path text, agency text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.what, c.subject, c.part, c.title, c.body, c.path, c.agency, c.at
  from (
    select e.* from search.entry e where e.grams @@ wanted and e.opened_by && keys limit ranked
  ) c
  order by ts_rank('{0.05, 0.1, 0.2, 1.0}', c.grams, wanted) desc, c.at desc, c.subject
  limit most
$$;
