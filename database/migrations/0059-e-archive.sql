-- 全宗
create table record.fonds (
  id uuid primary key,
  "title" text not null,
  "holder" text not null,
  "code" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.fonds ("holder");
create unique index on record.fonds ("code");
create index on record.fonds ("holder", id);
create index on record.fonds (agency, id);
create index on record.fonds (region, id);
create index on record.fonds (created_by, id);
alter table record.fonds enable row level security;
create policy fonds_scope on record.fonds using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 电子档案
create table record.archival_item (
  id uuid primary key,
  "title" text not null,
  "party" text not null,
  "id_number" text,
  "credit_code" text,
  "holder" text not null,
  "fonds" text not null,
  "category" text not null,
  "year" integer not null,
  "retention" text not null,
  "serial" integer not null,
  "number" text,
  "closed_on" date not null,
  "expires_on" date,
  "source" text not null,
  "checked" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.archival_item ("fonds", "category", "year", "retention", "serial");
create index on record.archival_item ("closed_on", id);
create index on record.archival_item ("expires_on", id);
create index on record.archival_item ("holder", id);
create index on record.archival_item ("year", id);
create index on record.archival_item ("retention", id);
create index on record.archival_item ("checked", id);
create index on record.archival_item ("standing", id);
create index on record.archival_item ("source", id);
create index on record.archival_item ((split_part("id_number", '.', 3)), id);
create index on record.archival_item ("credit_code", id);
create index on record.archival_item ("expires_on" desc nulls last, id desc);
create index on record.archival_item (agency, id);
create index on record.archival_item (region, id);
create index on record.archival_item (created_by, id);
alter table record.archival_item enable row level security;
create policy archival_item_scope on record.archival_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 档案鉴定处置
create table record.archive_disposal (
  id uuid primary key,
  "item" uuid not null references record.archival_item,
  "what" text not null,
  "until" date,
  "why" text not null,
  "number" text,
  "holder" text,
  "expires_on" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.archive_disposal ("what", id);
create index on record.archive_disposal ("holder", id);
create index on record.archive_disposal (agency, id);
create index on record.archive_disposal (region, id);
create index on record.archive_disposal (created_by, id);
alter table record.archive_disposal enable row level security;
create policy archive_disposal_scope on record.archive_disposal using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 档案利用
create table record.archive_copy (
  id uuid primary key,
  "item" uuid not null references record.archival_item,
  "purpose" text not null,
  "title" text,
  "number" text,
  "holder" text,
  "says" text,
  "on" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.archive_copy ("holder", id);
create index on record.archive_copy ("standing", id);
create index on record.archive_copy (agency, id);
create index on record.archive_copy (region, id);
create index on record.archive_copy (created_by, id);
alter table record.archive_copy enable row level security;
create policy archive_copy_scope on record.archive_copy using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
