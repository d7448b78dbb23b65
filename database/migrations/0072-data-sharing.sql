-- 数据共享协议
create table record.sharing_agreement (
  id uuid primary key,
  "title" text not null,
  "resource" uuid not null references record.data_resource,
  "key" uuid not null references record.data_item,
  "way" text not null,
  "purpose" text not null,
  "basis" text not null,
  "quota" integer not null,
  "until" date not null,
  "consumer" text,
  "users" text[],
  "provider" text,
  "origin" text,
  "key_name" text,
  "key_of" uuid references record.data_resource,
  "late" boolean not null,
  "standing" text not null,
  "stopped" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.sharing_agreement ("until", id);
create index on record.sharing_agreement ("consumer", id);
create index on record.sharing_agreement ("provider", id);
create index on record.sharing_agreement ("resource", id);
create index on record.sharing_agreement ("way", id);
create index on record.sharing_agreement ("standing", id);
create index on record.sharing_agreement (agency, id);
create index on record.sharing_agreement (region, id);
create index on record.sharing_agreement (created_by, id);
alter table record.sharing_agreement enable row level security;
create policy sharing_agreement_scope on record.sharing_agreement using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 要的信息项
create table record.sharing_item (
  id uuid primary key,
  "agreement" uuid not null references record.sharing_agreement,
  "item" uuid not null references record.data_item,
  "masked" boolean not null,
  "title" text,
  "name" text,
  "tier" integer,
  "of" uuid references record.data_resource,
  "asked" uuid references record.data_resource,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.sharing_item ("agreement", "item");
create index on record.sharing_item ("agreement", id);
create index on record.sharing_item (agency, id);
create index on record.sharing_item (region, id);
create index on record.sharing_item (created_by, id);
alter table record.sharing_item enable row level security;
create policy sharing_item_scope on record.sharing_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
