-- 回流数据
create table record.returned_record (
  id uuid primary key,
  "catalogue" text not null,
  "about" text not null,
  "belongs_to" text not null,
  "on" date not null,
  "says" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.returned_record ("on", id);
create index on record.returned_record ("catalogue", id);
create index on record.returned_record (agency, id);
create index on record.returned_record (region, id);
create index on record.returned_record (created_by, id);
alter table record.returned_record enable row level security;
create policy returned_record_scope on record.returned_record using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 回流订阅
create table record.return_subscription (
  id uuid primary key,
  "catalogue" text not null,
  "why" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.return_subscription ("catalogue", id);
create index on record.return_subscription ("standing", id);
create index on record.return_subscription (agency, id);
create index on record.return_subscription (region, id);
create index on record.return_subscription (created_by, id);
alter table record.return_subscription enable row level security;
create policy return_subscription_scope on record.return_subscription using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
