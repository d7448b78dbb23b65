-- 证照类型
create table record.licence_type (
  id uuid primary key,
  "title" text not null,
  "code" text not null,
  "lead" text not null,
  "whom" text not null,
  "months" integer not null,
  "says" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.licence_type ("code");
create index on record.licence_type ("lead", id);
create index on record.licence_type ("whom", id);
create index on record.licence_type ("standing", id);
create index on record.licence_type (agency, id);
create index on record.licence_type (region, id);
create index on record.licence_type (created_by, id);
alter table record.licence_type enable row level security;
create policy licence_type_scope on record.licence_type using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 照面项
create table record.licence_face (
  id uuid primary key,
  "type" uuid not null references record.licence_type,
  "title" text not null,
  "kind" text not null,
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
create index on record.licence_face ("type", id);
create index on record.licence_face ("standing", id);
create index on record.licence_face (agency, id);
create index on record.licence_face (region, id);
create index on record.licence_face (created_by, id);
alter table record.licence_face enable row level security;
create policy licence_face_scope on record.licence_face using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 电子证照
create table record.licence (
  id uuid primary key,
  "type" uuid not null references record.licence_type,
  "holder" text not null,
  "id_number" text,
  "credit_code" text,
  "issuer" text not null,
  "said" jsonb not null,
  "title" text,
  "type_code" text,
  "says" text,
  "division" text,
  "serial" integer not null,
  "number" text,
  "on" date,
  "until" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.licence ("type", "division", "serial");
create index on record.licence ("on", id);
create index on record.licence ("until", id);
create index on record.licence ("type", id);
create index on record.licence ("issuer", id);
create index on record.licence ("standing", id);
create index on record.licence ((split_part("id_number", '.', 3)), id);
create index on record.licence ("credit_code", id);
create index on record.licence ("on" desc nulls last, id desc);
create index on record.licence ("until" desc nulls last, id desc);
create index on record.licence (agency, id);
create index on record.licence (region, id);
create index on record.licence (created_by, id);
alter table record.licence enable row level security;
create policy licence_scope on record.licence using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 证照申请
create table record.licence_request (
  id uuid primary key,
  "licence" uuid not null references record.licence,
  "what" text not null,
  "why" text not null,
  "papers" jsonb not null,
  "title" text,
  "number" text,
  "issuer" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.licence_request ("what", id);
create index on record.licence_request ("issuer", id);
create index on record.licence_request (agency, id);
create index on record.licence_request (region, id);
create index on record.licence_request (created_by, id);
alter table record.licence_request enable row level security;
create policy licence_request_scope on record.licence_request using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 用证授权
create table record.licence_loan (
  id uuid primary key,
  "licence" uuid not null references record.licence,
  "to" text not null,
  "purpose" text not null,
  "until" date not null,
  "title" text,
  "number" text,
  "says" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.licence_loan ("licence", id);
create index on record.licence_loan ("to", id);
create index on record.licence_loan ("standing", id);
create index on record.licence_loan (agency, id);
create index on record.licence_loan (region, id);
create index on record.licence_loan (created_by, id);
alter table record.licence_loan enable row level security;
create policy licence_loan_scope on record.licence_loan using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
