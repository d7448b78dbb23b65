-- 一件事
create table record.service_package (
  id uuid primary key,
  "title" text not null,
  "lead" text not null,
  "whom" text not null,
  "theme" text not null,
  "words" text not null,
  "conditions" text not null,
  "promised_days" integer not null,
  "saves" text not null,
  "on_refusal" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_package ("title");
create index on record.service_package ("whom", id);
create index on record.service_package ("theme", id);
create index on record.service_package ("standing", id);
create index on record.service_package (agency, id);
create index on record.service_package (region, id);
create index on record.service_package (created_by, id);
alter table record.service_package enable row level security;
create policy service_package_scope on record.service_package using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 包含的事项
create table record.service_package_item (
  id uuid primary key,
  "package" uuid not null references record.service_package,
  "item" uuid not null references record.service_item,
  "title" text,
  "stage" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_package_item ("package", "item");
create index on record.service_package_item ("package", id);
create index on record.service_package_item (agency, id);
create index on record.service_package_item (region, id);
create index on record.service_package_item (created_by, id);
alter table record.service_package_item enable row level security;
create policy service_package_item_scope on record.service_package_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 一件事要的
create table record.service_package_need (
  id uuid primary key,
  "package" uuid not null references record.service_package,
  "title" text not null,
  "kind" text not null,
  "source" text not null,
  "needed" boolean not null,
  "help" text,
  "options" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_package_need ("package", "title");
create index on record.service_package_need ("package", id);
create index on record.service_package_need ("source", id);
create index on record.service_package_need ("standing", id);
create index on record.service_package_need (agency, id);
create index on record.service_package_need (region, id);
create index on record.service_package_need (created_by, id);
alter table record.service_package_need enable row level security;
create policy service_package_need_scope on record.service_package_need using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 一件事申请
create table record.service_package_application (
  id uuid primary key,
  "package" uuid not null references record.service_package,
  "lives_at" text not null,
  "applicant" text not null,
  "id_number" text,
  "credit_code" text,
  "mobile" text not null,
  "said" jsonb not null,
  "words" text,
  "delivery" text not null,
  "address" text,
  "title" text,
  "lead" text,
  "desk" text,
  "on_refusal" text,
  "due_on" date,
  "settled" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.service_package_application ("due_on", id);
create index on record.service_package_application ("package", id);
create index on record.service_package_application ("due_on" desc nulls last, id desc);
create index on record.service_package_application (agency, id);
create index on record.service_package_application (region, id);
create index on record.service_package_application (created_by, id);
alter table record.service_package_application enable row level security;
create policy service_package_application_scope on record.service_package_application using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
