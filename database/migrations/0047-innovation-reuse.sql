-- 配置包
create table record.practice_kit (
  id uuid primary key,
  "title" text not null,
  "of" text not null,
  "rows" integer not null,
  "origin" text not null,
  "digest" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.practice_kit ("of", id);
create index on record.practice_kit ("origin", id);
create index on record.practice_kit (agency, id);
create index on record.practice_kit (region, id);
create index on record.practice_kit (created_by, id);
alter table record.practice_kit enable row level security;
create policy practice_kit_scope on record.practice_kit using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 可复用的做法和能力
create table record.practice (
  id uuid primary key,
  "title" text not null,
  "sort" text not null,
  "solves" text not null,
  "origin" text,
  "users" integer not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.practice ("users", id);
create index on record.practice ("sort", id);
create index on record.practice ("standing", id);
create index on record.practice (agency, id);
create index on record.practice (region, id);
create index on record.practice (created_by, id);
alter table record.practice enable row level security;
create policy practice_scope on record.practice using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 版本
create table record.practice_edition (
  id uuid primary key,
  "practice" uuid not null references record.practice,
  "number" integer not null,
  "title" text not null,
  "says" text not null,
  "kit" uuid references record.practice_kit,
  "evidence" jsonb not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.practice_edition ("practice", "number");
create index on record.practice_edition ("number", id);
create index on record.practice_edition ("practice", id);
create index on record.practice_edition ("standing", id);
create index on record.practice_edition (agency, id);
create index on record.practice_edition (region, id);
create index on record.practice_edition (created_by, id);
alter table record.practice_edition enable row level security;
create policy practice_edition_scope on record.practice_edition using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 采用
create table record.practice_adoption (
  id uuid primary key,
  "edition" uuid not null references record.practice_edition,
  "reason" text not null,
  "title" text,
  "practice" uuid references record.practice,
  "publisher" text,
  "adopter" text,
  "used_days" integer not null,
  "used_on" date,
  "notice" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.practice_adoption ("edition", "adopter") where "standing" in ('requested', 'agreed', 'adopted', 'used');
create index on record.practice_adoption ("used_days", id);
create index on record.practice_adoption ("practice", id);
create index on record.practice_adoption ("adopter", id);
create index on record.practice_adoption ("publisher", id);
create index on record.practice_adoption ("standing", id);
create index on record.practice_adoption (agency, id);
create index on record.practice_adoption (region, id);
create index on record.practice_adoption (created_by, id);
alter table record.practice_adoption enable row level security;
create policy practice_adoption_scope on record.practice_adoption using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
