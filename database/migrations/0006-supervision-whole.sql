-- Acts that may be taken back keep how the case stood before.
alter table casework.step add column before jsonb;

-- A row of the plan: reviewed yearly, split off, merged, carried over.
alter table record.plan_task
  add column "review_on" date,
  add column "split_from" uuid references record.plan_task,
  add column "merged_into" uuid references record.plan_task,
  add column "carried_from" uuid references record.plan_task;

-- A target: by when, counted how, by which indicator, or reported.
alter table record.plan_target
  add column "due_on" date,
  add column "rule" text,
  add column "indicator" text,
  add column "reported" numeric,
  add column "reported_on" date;

-- Numbers that the platform counts. A part is what one row gives; sums are kept beside it, in the same transaction.
create schema measure;

create table measure.indicator (
  name text primary key,
  title text not null,
  unit text not null,
  formula text not null check (formula in ('count', 'sum', 'share', 'mean')),
  says text not null,
  print text not null,
  taken text not null check (taken ~ '^\d{4}-\d{2}$'),
  at timestamptz not null
);
comment on column measure.indicator.print is 'fingerprint of the formula: when it changes, every row is counted anew';
comment on column measure.indicator.taken is 'the newest month whose end has been kept';

create table measure.part (
  indicator text not null,
  subject uuid not null,
  month text not null,
  within uuid,
  agency text collate "C",
  region text collate "C",
  value numeric not null,
  among integer not null,
  primary key (indicator, subject)
);
create index part_agency on measure.part (indicator, agency, subject);
create index part_region on measure.part (indicator, region, subject);
alter table measure.part enable row level security;
create policy part_scope on measure.part using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
);

create table measure.sum (
  indicator text not null,
  month text not null,
  within uuid,
  agency text collate "C",
  region text collate "C",
  value numeric not null,
  among bigint not null,
  unique nulls not distinct (indicator, month, within, agency, region)
);
alter table measure.sum enable row level security;
create policy sum_scope on measure.sum using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
);

create table measure.level (
  indicator text not null,
  month text not null,
  within uuid,
  agency text collate "C",
  region text collate "C",
  value numeric not null,
  among bigint not null,
  unique nulls not distinct (indicator, month, within, agency, region)
);
comment on table measure.level is 'append-only: how a level stood when a month ended';
alter table measure.level enable row level security;
create policy level_scope on measure.level using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
);

create table measure.stale (
  indicator text not null,
  subject uuid not null,
  primary key (indicator, subject)
);
comment on table measure.stale is 'rows that changed and are counted soon, by the job';

-- 督办通报
create table record.bulletin (
  id uuid primary key,
  "plan" uuid not null references record.plan,
  "month" text not null,
  "year" integer not null,
  "number" integer,
  "title" text not null,
  "recipients" text not null,
  "overview" text not null,
  "late" jsonb not null,
  "agencies" jsonb not null,
  "counties" jsonb not null,
  "demands" text not null,
  "proposed_to" text[] not null,
  "to" text[] not null,
  "issued_on" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.bulletin ("year", "number");
create index on record.bulletin ("month", id);
create index on record.bulletin ("issued_on", id);
create index on record.bulletin ("plan", id);
create index on record.bulletin ("standing", id);
create index on record.bulletin (agency, id);
alter table record.bulletin enable row level security;
create policy bulletin_scope on record.bulletin using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

