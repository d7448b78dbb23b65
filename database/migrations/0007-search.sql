-- What is searched: one entry a row, a case, or an attachment, written with it. Two-character grams make every
-- substring findable; words are phrases of grams.
create schema search;

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
  primary key (what, subject, part)
);
comment on column search.entry.what is '<kind>:<name> of the declaration whose read right opens it';
comment on column search.entry.part is 'the content of an attachment, or empty';
create index entry_grams on search.entry using gin (grams);
alter table search.entry enable row level security;
create policy entry_scope on search.entry using ((select current_setting('scope.all', true)) = 'on');

create table search.indexed (
  what text primary key,
  print text not null
);
comment on table search.indexed is 'what has been indexed whole, by the fingerprint of its searched fields';

-- Finds entries within what a reader may read. Matching text is not leakproof, so under row-level security its index
-- would not be used: this function checks the scope of every row itself.
create function search.find(
  wanted tsquery,
  everywhere text[], in_agency text[], as_assigned text[], in_areas text[], as_own text[],
  my_agency text, my_areas text[], me uuid, most integer
) returns table (what text, subject uuid, part text, title text, body text, path text, agency text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.what, c.subject, c.part, c.title, c.body, c.path, c.agency, c.at
  from (
    select e.* from search.entry e
    where e.grams @@ wanted and (
      e.what = any (everywhere)
      or (e.what = any (in_agency) and e.agency = my_agency)
      or (e.what = any (as_assigned) and my_agency = any (e.assigned))
      or (e.what = any (in_areas) and exists (select 1 from unnest(my_areas) a where e.region ^@ a))
      or (e.what = any (as_own) and e.person = me)
    )
    limit 1000
  ) c
  order by ts_rank('{0.05, 0.1, 0.2, 1.0}', c.grams, wanted) desc, c.at desc, c.subject
  limit most
$$;
