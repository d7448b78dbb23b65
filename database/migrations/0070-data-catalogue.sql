-- 部门职责
create table record.agency_duty (
  id uuid primary key,
  "title" text not null,
  "at" text not null,
  "basis" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.agency_duty ("at", "title");
create index on record.agency_duty ("at", id);
create index on record.agency_duty (agency, id);
create index on record.agency_duty (region, id);
create index on record.agency_duty (created_by, id);
alter table record.agency_duty enable row level security;
create policy agency_duty_scope on record.agency_duty using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 信息系统
create table record.data_system (
  id uuid primary key,
  "title" text not null,
  "at" text not null,
  "duty" uuid references record.agency_duty,
  "standing" text not null,
  "ours" boolean not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.data_system ("at", "title");
create index on record.data_system ("at", id);
create index on record.data_system ("standing", id);
create index on record.data_system ("ours", id);
create index on record.data_system (agency, id);
create index on record.data_system (region, id);
create index on record.data_system (created_by, id);
alter table record.data_system enable row level security;
create policy data_system_scope on record.data_system using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 数据资源
create table record.data_resource (
  id uuid primary key,
  "title" text not null,
  "summary" text not null,
  "provider" text not null,
  "system" uuid references record.data_system,
  "kind" text not null,
  "base" text,
  "theme" text not null,
  "format" text not null,
  "cycle" text not null,
  "sharing" text not null,
  "condition" text,
  "basis" text,
  "opening" text not null,
  "open_condition" text,
  "address" text,
  "files" jsonb,
  "mounted" boolean not null,
  "origin" text,
  "grade" text,
  "tier" integer,
  "class_code" text,
  "serial" integer not null,
  "code" text,
  "standing" text not null,
  "published_on" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.data_resource ("code");
create unique index on record.data_resource ("origin");
create index on record.data_resource ("published_on", id);
create index on record.data_resource ("provider", id);
create index on record.data_resource ("system", id);
create index on record.data_resource ("sharing", id);
create index on record.data_resource ("opening", id);
create index on record.data_resource ("grade", id);
create index on record.data_resource ("mounted", id);
create index on record.data_resource ("standing", id);
create index on record.data_resource ("published_on" desc nulls last, id desc);
create index on record.data_resource (agency, id);
create index on record.data_resource (region, id);
create index on record.data_resource (created_by, id);
alter table record.data_resource enable row level security;
create policy data_resource_scope on record.data_resource using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 信息项
create table record.data_item (
  id uuid primary key,
  "resource" uuid not null references record.data_resource,
  "name" text not null,
  "title" text not null,
  "type" text not null,
  "standard" text,
  "tier" integer not null,
  "opened" boolean not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.data_item ("resource", "name");
create index on record.data_item ("resource", id);
create index on record.data_item ("standing", id);
create index on record.data_item (agency, id);
create index on record.data_item (region, id);
create index on record.data_item (created_by, id);
alter table record.data_item enable row level security;
create policy data_item_scope on record.data_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 数据定级
create table record.data_grading (
  id uuid primary key,
  "resource" uuid not null references record.data_resource,
  "nation" text not null,
  "economy" text not null,
  "order" text not null,
  "interest" text not null,
  "organisations" text not null,
  "persons" text not null,
  "reason" text not null,
  "grade" text,
  "before" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.data_grading ("resource", id);
create index on record.data_grading ("grade", id);
create index on record.data_grading (agency, id);
create index on record.data_grading (region, id);
create index on record.data_grading (created_by, id);
alter table record.data_grading enable row level security;
create policy data_grading_scope on record.data_grading using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
