-- 数字化建设考评方案
create table record.digital_assessment_scheme (
  id uuid primary key,
  "title" text not null,
  "year" integer not null,
  "edition" integer not null,
  "within" uuid references record.plan,
  "reports_until" date not null,
  "freezes_on" timestamptz not null,
  "objection_days" integer not null,
  "places" integer not null,
  "missing" text not null,
  "ties" text not null,
  "grades" jsonb not null,
  "standing" text not null,
  "replaces" uuid references record.digital_assessment_scheme,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.digital_assessment_scheme ("year", id);
create index on record.digital_assessment_scheme ("standing", id);
create index on record.digital_assessment_scheme (agency, id);
create index on record.digital_assessment_scheme (region, id);
create index on record.digital_assessment_scheme (created_by, id);
alter table record.digital_assessment_scheme enable row level security;
create policy digital_assessment_scheme_scope on record.digital_assessment_scheme using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 考评指标
create table record.digital_assessment_leaf (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "code" text not null,
  "branch" text not null,
  "title" text not null,
  "says" text,
  "group" text not null,
  "weight" numeric not null,
  "method" text not null,
  "source" text not null,
  "indicator" text,
  "better" text not null,
  "target" numeric,
  "floor" numeric,
  "cap" numeric,
  "each" numeric,
  "steps" jsonb not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.digital_assessment_leaf ("scheme", "code");
create index on record.digital_assessment_leaf ("code", id);
create index on record.digital_assessment_leaf ("scheme", id);
create index on record.digital_assessment_leaf ("group", id);
create index on record.digital_assessment_leaf ("method", id);
create index on record.digital_assessment_leaf ("source", id);
create index on record.digital_assessment_leaf (agency, id);
create index on record.digital_assessment_leaf (region, id);
create index on record.digital_assessment_leaf (created_by, id);
alter table record.digital_assessment_leaf enable row level security;
create policy digital_assessment_leaf_scope on record.digital_assessment_leaf using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 考评对象
create table record.digital_assessment_object (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "assessed" text not null,
  "group" text not null,
  "note" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.digital_assessment_object ("scheme", "assessed");
create index on record.digital_assessment_object ("scheme", id);
create index on record.digital_assessment_object ("group", id);
create index on record.digital_assessment_object (agency, id);
create index on record.digital_assessment_object (region, id);
create index on record.digital_assessment_object (created_by, id);
alter table record.digital_assessment_object enable row level security;
create policy digital_assessment_object_scope on record.digital_assessment_object using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 自评
create table record.digital_assessment_entry (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "leaf" uuid not null references record.digital_assessment_leaf,
  "assessed" text not null,
  "title" text not null,
  "value" numeric not null,
  "words" text not null,
  "evidence" jsonb not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.digital_assessment_entry ("leaf", "assessed");
create index on record.digital_assessment_entry ("assessed", id);
create index on record.digital_assessment_entry ("scheme", id);
create index on record.digital_assessment_entry ("leaf", id);
create index on record.digital_assessment_entry ("standing", id);
create index on record.digital_assessment_entry (agency, id);
create index on record.digital_assessment_entry (region, id);
create index on record.digital_assessment_entry (created_by, id);
alter table record.digital_assessment_entry enable row level security;
create policy digital_assessment_entry_scope on record.digital_assessment_entry using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 专家评分
create table record.digital_assessment_mark (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "leaf" uuid not null references record.digital_assessment_leaf,
  "assessed" text not null,
  "title" text not null,
  "judge" text not null,
  "score" numeric not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.digital_assessment_mark ("leaf", "assessed", "judge");
create index on record.digital_assessment_mark ("assessed", id);
create index on record.digital_assessment_mark ("scheme", id);
create index on record.digital_assessment_mark ("leaf", id);
create index on record.digital_assessment_mark (agency, id);
create index on record.digital_assessment_mark (region, id);
create index on record.digital_assessment_mark (created_by, id);
alter table record.digital_assessment_mark enable row level security;
create policy digital_assessment_mark_scope on record.digital_assessment_mark using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 异议
create table record.digital_assessment_objection (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "leaf" uuid not null references record.digital_assessment_leaf,
  "assessed" text not null,
  "title" text not null,
  "claims" numeric not null,
  "words" text not null,
  "evidence" jsonb not null,
  "standing" text not null,
  "decided" numeric,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.digital_assessment_objection ("assessed", id);
create index on record.digital_assessment_objection ("scheme", id);
create index on record.digital_assessment_objection ("leaf", id);
create index on record.digital_assessment_objection ("standing", id);
create index on record.digital_assessment_objection (agency, id);
create index on record.digital_assessment_objection (region, id);
create index on record.digital_assessment_objection (created_by, id);
alter table record.digital_assessment_objection enable row level security;
create policy digital_assessment_objection_scope on record.digital_assessment_objection using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 考评通报
create table record.assessment_notice (
  id uuid primary key,
  "scheme" uuid not null references record.digital_assessment_scheme,
  "year" integer not null,
  "number" integer,
  "title" text not null,
  "recipients" text not null,
  "overview" text not null,
  "bureaux" jsonb not null,
  "counties" jsonb not null,
  "demands" text not null,
  "issued_on" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.assessment_notice ("issued_on", id);
create index on record.assessment_notice ("year", id);
create index on record.assessment_notice ("standing", id);
create index on record.assessment_notice ("issued_on" desc nulls last, id desc);
create index on record.assessment_notice (agency, id);
create index on record.assessment_notice (region, id);
create index on record.assessment_notice (created_by, id);
alter table record.assessment_notice enable row level security;
create policy assessment_notice_scope on record.assessment_notice using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
