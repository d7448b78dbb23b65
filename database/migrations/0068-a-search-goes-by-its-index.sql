-- A shelf of a few hundred entries looks cheap to read whole, but what it says lies apart from it and is matched word by word:
-- a search goes by the index, and is planned once for every value.
create or replace function search.find(wanted tsquery, keys text[], ranked integer, most integer)
returns table (what text, subject uuid, part text, title text, body text, path text, agency text, at timestamptz)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
    select c.what, c.subject, c.part, c.title, c.body, c.path, c.agency, c.at
    from (
      select e.* from search.entry e where e.grams operator(pg_catalog.@@) wanted and e.opened_by operator(pg_catalog.&&) keys limit ranked
    ) c
    order by pg_catalog.ts_rank('{0.05, 0.1, 0.2, 1.0}', c.grams, wanted) desc, c.at desc, c.subject
    limit most;
end $$;
