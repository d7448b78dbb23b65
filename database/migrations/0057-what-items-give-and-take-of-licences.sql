-- An item says which licence it is granted as, and which licence takes the place of a paper.
alter table record.service_item add column "gives" uuid references record.licence_type;
alter table record.service_item_need add column "licence" uuid references record.licence_type;
alter table record.service_package_need add column "licence" uuid references record.licence_type;
alter table record.service_application add column "gives" uuid references record.licence_type;

-- 已经从电子证照取得的
create table record.service_application_licence (
  id uuid primary key,
  "application" uuid not null references record.service_application,
  "title" text not null,
  "licence" uuid references record.licence,
  "number" text,
  "until" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.service_application_licence ("application", id);
create index on record.service_application_licence ("licence", id);
create index on record.service_application_licence ("standing", id);
create index on record.service_application_licence (agency, id);
create index on record.service_application_licence (region, id);
create index on record.service_application_licence (created_by, id);
alter table record.service_application_licence enable row level security;
create policy service_application_licence_scope on record.service_application_licence using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
