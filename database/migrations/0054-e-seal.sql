-- 电子印章
create table record.electronic_seal (
  id uuid primary key,
  "title" text not null,
  "holder" text not null,
  "use" text not null,
  "why" text not null,
  "papers" jsonb not null,
  "from" date not null,
  "until" date not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.electronic_seal ("holder", "use") where "standing" in ('in-use', 'resting');
create index on record.electronic_seal ("until", id);
create index on record.electronic_seal ("holder", id);
create index on record.electronic_seal ("use", id);
create index on record.electronic_seal ("standing", id);
create index on record.electronic_seal (agency, id);
create index on record.electronic_seal (region, id);
create index on record.electronic_seal (created_by, id);
alter table record.electronic_seal enable row level security;
create policy electronic_seal_scope on record.electronic_seal using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 用印文书
create table record.sealed_letter (
  id uuid primary key,
  "title" text not null,
  "sort" text not null,
  "issuer" text,
  "to" text,
  "body" text not null,
  "use" text not null,
  "number" text,
  "on" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.sealed_letter ("sort", id);
create index on record.sealed_letter ("issuer", id);
create index on record.sealed_letter ("standing", id);
create index on record.sealed_letter (agency, id);
create index on record.sealed_letter (region, id);
create index on record.sealed_letter (created_by, id);
alter table record.sealed_letter enable row level security;
create policy sealed_letter_scope on record.sealed_letter using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
