-- 自助机
create table record.kiosk (
  id uuid primary key,
  "title" text not null,
  "lives_at" text not null,
  "address" text not null,
  "point" jsonb,
  "tier" text not null,
  "all_day" boolean not null,
  "hours" text not null,
  "phone" text not null,
  "keeper" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.kiosk ("title");
create index on record.kiosk ("tier", id);
create index on record.kiosk ("all_day", id);
create index on record.kiosk ("standing", id);
create index on record.kiosk (agency, id);
create index on record.kiosk (region, id);
create index on record.kiosk (created_by, id);
alter table record.kiosk enable row level security;
create policy kiosk_scope on record.kiosk using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 自助机能办的
create table record.kiosk_service (
  id uuid primary key,
  "title" text not null,
  "sort" text not null,
  "of" text not null,
  "about" text not null,
  "on" date not null,
  "standing" text not null,
  "fault" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.kiosk_service ("on", id);
create index on record.kiosk_service ("sort", id);
create index on record.kiosk_service ("standing", id);
create index on record.kiosk_service ("about", id);
create index on record.kiosk_service (agency, id);
create index on record.kiosk_service (region, id);
create index on record.kiosk_service (created_by, id);
alter table record.kiosk_service enable row level security;
create policy kiosk_service_scope on record.kiosk_service using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
