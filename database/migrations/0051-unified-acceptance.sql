-- 政务服务事项
create table record.service_item (
  id uuid primary key,
  "title" text not null,
  "sort" text not null,
  "place" integer not null,
  "code" text,
  "lead" text not null,
  "level" text not null,
  "whom" text[] not null,
  "theme" text not null,
  "words" text not null,
  "conditions" text not null,
  "promised_days" integer not null,
  "legal_days" integer not null,
  "basis" text not null,
  "result" text not null,
  "fee" text not null,
  "apart" boolean not null,
  "grassroots" boolean not null,
  "kiosk" boolean not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_item ("title", "lead");
create index on record.service_item ("promised_days", id);
create index on record.service_item ("theme", id);
create index on record.service_item ("sort", id);
create index on record.service_item ("level", id);
create index on record.service_item ("lead", id);
create index on record.service_item ("apart", id);
create index on record.service_item ("grassroots", id);
create index on record.service_item ("kiosk", id);
create index on record.service_item ("standing", id);
create index on record.service_item (agency, id);
create index on record.service_item (region, id);
create index on record.service_item (created_by, id);
alter table record.service_item enable row level security;
create policy service_item_scope on record.service_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 申请时要的
create table record.service_item_need (
  id uuid primary key,
  "item" uuid not null references record.service_item,
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
create index on record.service_item_need ("item", id);
create index on record.service_item_need ("source", id);
create index on record.service_item_need ("standing", id);
create index on record.service_item_need (agency, id);
create index on record.service_item_need (region, id);
create index on record.service_item_need (created_by, id);
alter table record.service_item_need enable row level security;
create policy service_item_need_scope on record.service_item_need using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 事项调整
create table record.service_item_change (
  id uuid primary key,
  "item" uuid not null references record.service_item,
  "becomes" text not null,
  "why" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.service_item_change ("item", id);
create index on record.service_item_change (agency, id);
create index on record.service_item_change (region, id);
create index on record.service_item_change (created_by, id);
alter table record.service_item_change enable row level security;
create policy service_item_change_scope on record.service_item_change using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 办事申请
create table record.service_application (
  id uuid primary key,
  "item" uuid not null references record.service_item,
  "lives_at" text not null,
  "applicant" text not null,
  "id_number" text,
  "credit_code" text,
  "mobile" text not null,
  "said" jsonb not null,
  "words" text,
  "delivery" text not null,
  "address" text,
  "door" text not null,
  "desk" text,
  "at" text,
  "beside" text[] not null,
  "title" text,
  "handled_by" text,
  "promised_days" integer,
  "on" date,
  "serial" integer not null,
  "number" text,
  "due_on" date,
  "outcome" text,
  "result_words" text,
  "result_files" jsonb not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_application ("item", "on", "serial");
create index on record.service_application ("on", id);
create index on record.service_application ("item", id);
create index on record.service_application ("handled_by", id);
create index on record.service_application ("outcome", id);
create index on record.service_application ("on" desc nulls last, id desc);
create index on record.service_application (agency, id);
create index on record.service_application (region, id);
create index on record.service_application (created_by, id);
alter table record.service_application enable row level security;
create policy service_application_scope on record.service_application using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 好差评
create table record.service_rating (
  id uuid primary key,
  "application" uuid not null references record.service_application,
  "title" text not null,
  "handled_by" text not null,
  "score" text not null,
  "words" text,
  "answer" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.service_rating ("application");
create index on record.service_rating ("handled_by", id);
create index on record.service_rating ("score", id);
create index on record.service_rating (agency, id);
create index on record.service_rating (region, id);
create index on record.service_rating (created_by, id);
alter table record.service_rating enable row level security;
create policy service_rating_scope on record.service_rating using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
