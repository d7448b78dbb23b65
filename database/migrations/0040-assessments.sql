-- Assessments: schemes as they were begun, the platform's own numbers as they were frozen, and what an objection changed.
create schema assessment;

create table assessment.scheme (
  id uuid primary key,
  kind text collate "C" not null,
  root uuid not null,
  text text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  began_at timestamptz not null,
  freezes_at timestamptz not null,
  reports_until date not null,
  frozen_at timestamptz,
  published_at timestamptz,
  objects_until timestamptz,
  final_at timestamptz,
  replaced_by uuid,
  check ((published_at is null) = (objects_until is null)),
  check (final_at is null or published_at is not null)
);
comment on column assessment.scheme.text is 'the scheme in its canonical text';
create index scheme_root on assessment.scheme (root, id);
create index scheme_due on assessment.scheme (freezes_at) where frozen_at is null and replaced_by is null;

create table assessment.frozen (
  scheme uuid not null references assessment.scheme,
  code text not null,
  agency text collate "C" not null,
  value text,
  behind jsonb not null,
  primary key (scheme, agency, code)
);
alter table assessment.frozen enable row level security;
create policy frozen_scope on assessment.frozen using ((select current_setting('scope.all', true)) = 'on');
comment on table assessment.frozen is 'append-only: the value of a live leaf at the instant of freezing, and what each row behind it gave';

create table assessment.change (
  scheme uuid not null references assessment.scheme,
  id uuid not null,
  agency text collate "C" not null,
  code text not null,
  objection uuid not null,
  at timestamptz not null,
  changed jsonb not null,
  primary key (scheme, id)
);
alter table assessment.change enable row level security;
create policy change_scope on assessment.change using ((select current_setting('scope.all', true)) = 'on');
comment on table assessment.change is 'append-only: an objection that was upheld, and every total and rank that followed, before and after';

-- Whoever decides an objection may do so for an agency of their own area alone; what it moves concerns all.
create function assessment.keep_change(kept json) returns void
language sql security definer set search_path = '' as $$
  insert into assessment.change select * from pg_catalog.json_populate_record(null::assessment.change, kept);
$$;
