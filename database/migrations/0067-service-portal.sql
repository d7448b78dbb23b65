-- 移动端标准应用
create table record.mobile_app (
  id uuid primary key,
  "title" text not null,
  "says" text not null,
  "lead" text not null,
  "theme" text not null,
  "opens" text not null,
  "item" uuid references record.service_item,
  "phone" text not null,
  "standing" text not null,
  "tested" text not null,
  "tested_on" date,
  "installed" integer,
  "fault" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.mobile_app ("title");
create index on record.mobile_app ("tested_on", id);
create index on record.mobile_app ("theme", id);
create index on record.mobile_app ("lead", id);
create index on record.mobile_app ("standing", id);
create index on record.mobile_app ("tested", id);
create index on record.mobile_app ("tested_on" desc nulls last, id desc);
create index on record.mobile_app (agency, id);
create index on record.mobile_app (region, id);
create index on record.mobile_app (created_by, id);
alter table record.mobile_app enable row level security;
create policy mobile_app_scope on record.mobile_app using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 政务咨询
create table record.service_enquiry (
  id uuid primary key,
  "title" text not null,
  "sort" text not null,
  "item" uuid not null references record.service_item,
  "words" text not null,
  "mobile" text,
  "sharing" boolean not null,
  "at" text,
  "answer" text,
  "late" boolean not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.service_enquiry ("sort", id);
create index on record.service_enquiry ("item", id);
create index on record.service_enquiry ("at", id);
create index on record.service_enquiry (agency, id);
create index on record.service_enquiry (region, id);
create index on record.service_enquiry (created_by, id);
alter table record.service_enquiry enable row level security;
create policy service_enquiry_scope on record.service_enquiry using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 别人问过的
create table record.answered_enquiry (
  id uuid primary key,
  "item" uuid not null references record.service_item,
  "title" text not null,
  "answer" text not null,
  "by" text not null,
  "on" date not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.answered_enquiry ("on", id);
create index on record.answered_enquiry ("item", id);
create index on record.answered_enquiry (agency, id);
create index on record.answered_enquiry (region, id);
create index on record.answered_enquiry (created_by, id);
alter table record.answered_enquiry enable row level security;
create policy answered_enquiry_scope on record.answered_enquiry using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
