-- Cases: where each stands, who holds it, what was done.
create schema casework;

create table casework.case (
  id uuid primary key,
  kind text collate "C" not null,
  subject uuid not null,
  within uuid,
  parent uuid references casework.case,
  title text not null,
  agency text collate "C" not null,
  region text collate "C" not null,
  state text not null,
  facts jsonb not null,
  signal text,
  opened_at timestamptz not null,
  state_since timestamptz not null,
  due_on date,
  due_provisional boolean not null,
  state_due_at timestamptz,
  next_at timestamptz,
  last_step text,
  last_step_at timestamptz,
  closed_at timestamptz,
  version integer not null
);
create index case_kind_due on casework.case (kind, due_on, id);
create index case_kind_id on casework.case (kind, id);
create index case_agency_due on casework.case (kind, agency, due_on, id);
create index case_region_due on casework.case (kind, region, due_on, id);
create index case_within_due on casework.case (kind, within, due_on, id);
create index case_kind_since on casework.case (kind, state_since, id);
create index case_subject on casework.case (subject);
create index case_parent on casework.case (parent) where parent is not null;
create index case_next on casework.case (next_at) where next_at is not null;

-- Agencies that a case is assigned to beside its holder.
create table casework.participant (
  case_id uuid not null references casework.case,
  agency text collate "C" not null,
  primary key (agency, case_id)
);
create index participant_case on casework.participant (case_id);

create table casework.step (
  id uuid primary key,
  case_id uuid not null references casework.case,
  at timestamptz not null,
  action text not null,
  from_state text,
  to_state text not null,
  actor uuid,
  actor_name text not null,
  agency text,
  form jsonb not null
);
comment on table casework.step is 'append-only: the trail of every case';
create index step_case on casework.step (case_id, id);

alter table casework.case enable row level security;
create policy case_scope on casework.case using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or exists (
    select 1 from casework.participant p
    where p.case_id = id and p.agency = (select current_setting('scope.agency', true))
  )
);

alter table casework.step enable row level security;
create policy step_scope on casework.step using (
  (select current_setting('scope.all', true)) = 'on'
  or exists (select 1 from casework.case c where c.id = case_id)
);
