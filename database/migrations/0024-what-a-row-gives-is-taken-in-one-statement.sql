-- What rows give to indicators now, in place of what they gave before: the sums follow in the same statement. A row that
-- gives nothing any more has no value. Whoever counts a row waits for whoever is counting it. Of a table that was small when
-- its plan was made, and has grown since, a few rows are still come upon by their key.
create function measure.give(given json) returns void
language plpgsql set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(g.key, 0)) from (
    select indicator || ':' || subject as key from pg_catalog.json_populate_recordset(null::measure.part, given) order by 1
  ) g;
  with said as materialized (
    select * from pg_catalog.json_populate_recordset(null::measure.part, given)
  ), before as materialized (
    select p.* from measure.part p join said s on s.indicator = p.indicator and s.subject = p.subject
  ), gone as (
    delete from measure.part p using said s where s.value is null and s.indicator = p.indicator and s.subject = p.subject
  ), kept as (
    insert into measure.part as p (indicator, subject, month, within, agency, region, value, among)
    select indicator, subject, month, within, agency, region, value, among from said where value is not null
    on conflict (indicator, subject) do update set
      month = excluded.month, within = excluded.within, agency = excluded.agency, region = excluded.region, value = excluded.value, among = excluded.among
    where (p.month, p.within, p.agency, p.region, p.value, p.among)
      is distinct from (excluded.month, excluded.within, excluded.agency, excluded.region, excluded.value, excluded.among)
  )
  insert into measure.sum as t (indicator, month, within, agency, region, value, among)
  select indicator, month, within, agency, region, pg_catalog.sum(value), pg_catalog.sum(among)
  from (
    select indicator, month, within, agency, region, value, among from said where value is not null
    union all
    select indicator, month, within, agency, region, -value, -among from before
  ) d
  group by indicator, month, within, agency, region
  having pg_catalog.sum(value) <> 0 or pg_catalog.sum(among) <> 0
  -- Transactions that meet on sums wait for each other in one order, and never in a circle.
  order by indicator, month, within, agency, region
  on conflict (indicator, month, within, agency, region) do update set value = t.value + excluded.value, among = t.among + excluded.among;
end $$;
