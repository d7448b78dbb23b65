-- How many cases stand where, kept by the database as cases come and move: a board over everything reads these sums
-- and counts nothing. What a statement changes is a few rows of its own, so that writers never wait for each other; the
-- clock folds them into the sums.
create table casework.tally (
  kind text collate "C" not null,
  agency text collate "C" not null,
  region text collate "C" not null,
  state text collate "C" not null,
  signal text collate "C" not null,
  open boolean not null,
  fact text collate "C" not null,
  amount numeric not null,
  primary key (kind, agency, region, state, signal, open, fact)
);
comment on table casework.tally is 'sums of cases; fact '''' is their number, another the sum of that fact; signal '''' is none';
alter table casework.tally enable row level security;
create policy tally_scope on casework.tally using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
);

create table casework.tally_change (
  kind text collate "C" not null,
  agency text collate "C" not null,
  region text collate "C" not null,
  state text collate "C" not null,
  signal text collate "C" not null,
  open boolean not null,
  fact text collate "C" not null,
  amount numeric not null
);
comment on table casework.tally_change is 'what is not yet folded into the sums';
alter table casework.tally_change enable row level security;
create policy tally_change_scope on casework.tally_change using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
);

insert into casework.tally
  select c.kind, c.agency, c.region, c.state, coalesce(c.signal, ''), c.closed_at is null, f.fact, sum(f.amount)
  from casework.case c cross join lateral (
    select '' as fact, 1::numeric as amount
    union all select key, value::numeric from jsonb_each(c.facts) where jsonb_typeof(value) = 'number'
  ) f group by 1, 2, 3, 4, 5, 6, 7;

create function casework.tally_made() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into casework.tally_change
    select c.kind, c.agency, c.region, c.state, coalesce(c.signal, ''), c.closed_at is null, f.fact, sum(f.amount)
    from made c cross join lateral (
      select '' as fact, 1::numeric as amount
      union all select key, value::numeric from jsonb_each(c.facts) where jsonb_typeof(value) = 'number'
    ) f group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger tally_made after insert on casework.case referencing new table as made
  for each statement execute function casework.tally_made();

create function casework.tally_moved() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into casework.tally_change
    select c.kind, c.agency, c.region, c.state, c.signal, c.open, f.fact, sum(f.amount * c.sign)
    from (
      select kind, agency, region, state, coalesce(signal, '') as signal, closed_at is null as open, facts, 1 as sign from after
      union all
      select kind, agency, region, state, coalesce(signal, ''), closed_at is null, facts, -1 from before
    ) c cross join lateral (
      select '' as fact, 1::numeric as amount
      union all select key, value::numeric from jsonb_each(c.facts) where jsonb_typeof(value) = 'number'
    ) f group by 1, 2, 3, 4, 5, 6, 7 having sum(f.amount * c.sign) <> 0;
  return null;
end $$;
create trigger tally_moved after update on casework.case referencing old table as before new table as after
  for each statement execute function casework.tally_moved();

create function casework.tally_gone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into casework.tally_change
    select c.kind, c.agency, c.region, c.state, coalesce(c.signal, ''), c.closed_at is null, f.fact, -sum(f.amount)
    from gone c cross join lateral (
      select '' as fact, 1::numeric as amount
      union all select key, value::numeric from jsonb_each(c.facts) where jsonb_typeof(value) = 'number'
    ) f group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger tally_gone after delete on casework.case referencing old table as gone
  for each statement execute function casework.tally_gone();
