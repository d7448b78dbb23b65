-- Whose case it is: the people and organisations for whom it is decided. Who has no account yet is known by the blind index of
-- their citizen number, and is let in once two clerks have verified whose account it is.
create table casework.party (
  case_id uuid not null references casework.case,
  role text collate "C" not null,
  person uuid,
  citizen text check (citizen ~ '^[0-9a-f]{32}$'),
  kind text collate "C" not null,
  due_on date,
  holder text collate "C" not null,
  region text collate "C" not null,
  check (person is not null or citizen is not null),
  unique nulls not distinct (case_id, role, person, citizen)
);
comment on column casework.party.person is 'a person''s account, or an organisation';
comment on column casework.party.citizen is 'the blind index of a citizen number, as record.look has it';
comment on column casework.party.holder is 'the case''s agency; with its kind, day and region a copy kept by a trigger';
create index party_due on casework.party (person, kind, due_on, case_id) include (holder, region) where person is not null;
create index party_case on casework.party (person, case_id) where person is not null;
create index party_citizen on casework.party (citizen) where person is null;
create trigger copies before insert on casework.party for each row execute function casework.participant_copies();

create or replace function casework.case_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update casework.participant set due_on = new.due_on, holder = new.agency, region = new.region where case_id = new.id;
  update casework.party set due_on = new.due_on, holder = new.agency, region = new.region where case_id = new.id;
  return null;
end $$;

alter table casework.party enable row level security;
create policy party_scope on casework.party using (
  (select current_setting('scope.all', true)) = 'on'
  or person::text = (select current_setting('scope.person', true))
  or case_id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
do $$
declare
  before text;
begin
  select qual into before from pg_policies where schemaname = 'casework' and tablename = 'case' and policyname = 'case_scope';
  execute format($q$alter policy case_scope on casework.case using (%s or exists (
    select 1 from casework.party y where y.case_id = id and y.person::text = (select current_setting('scope.person', true))
  ))$q$, before);
end $$;

-- Cases of whoever bears a citizen number are theirs once it is known which account is theirs.
create function casework.claim(index text, account uuid) returns void
language sql security definer set search_path = '' as $$
  update casework.party set person = account where citizen = index and person is null
$$;
