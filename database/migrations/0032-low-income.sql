-- 家庭成员
create table record.household_member (
  id uuid primary key,
  "household" uuid not null references record.household,
  "name" text not null,
  "number" text not null,
  "relation" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.household_member ((split_part("number", '.', 3)));
create index on record.household_member ("household", id);
create index on record.household_member (agency, id);
create index on record.household_member (region, id);
create index on record.household_member (created_by, id);
alter table record.household_member enable row level security;
create policy household_member_scope on record.household_member using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
