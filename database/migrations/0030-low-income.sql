-- 低收入家庭
create table record.household (
  id uuid primary key,
  "head_name" text not null,
  "head_number" text not null,
  "village" text not null,
  "members" integer not null,
  "declared_income" bigint not null,
  "cars" integer not null,
  "standing" text not null,
  "aid" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.household ((split_part("head_number", '.', 3)));
create index on record.household ("declared_income", id);
create index on record.household ("standing", id);
create index on record.household ("aid", id);
create index on record.household (agency, id);
create index on record.household (region, id);
create index on record.household (created_by, id);
alter table record.household enable row level security;
create policy household_scope on record.household using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
