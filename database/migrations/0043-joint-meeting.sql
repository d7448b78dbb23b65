-- 联席会议
create table record.joint_meeting_session (
  id uuid primary key,
  "title" text not null,
  "held_on" date not null,
  "place" text not null,
  "chair" text not null,
  "agenda" text not null,
  "invited" text[] not null,
  "attended" text[] not null,
  "present" jsonb not null,
  "minutes" text,
  "signed" jsonb not null,
  "objected" text[] not null,
  "number" text,
  "issued_on" date,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.joint_meeting_session ("number");
create index on record.joint_meeting_session ("held_on", id);
create index on record.joint_meeting_session ("standing", id);
create index on record.joint_meeting_session (agency, id);
create index on record.joint_meeting_session (region, id);
create index on record.joint_meeting_session (created_by, id);
alter table record.joint_meeting_session enable row level security;
create policy joint_meeting_session_scope on record.joint_meeting_session using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 决议
create table record.joint_resolution (
  id uuid primary key,
  "meeting" uuid not null references record.joint_meeting_session,
  "number" integer not null,
  "title" text not null,
  "words" text not null,
  "lead" text not null,
  "support" text[] not null,
  "due_on" date not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.joint_resolution ("meeting", "number");
create index on record.joint_resolution ("number", id);
create index on record.joint_resolution ("due_on", id);
create index on record.joint_resolution ("meeting", id);
create index on record.joint_resolution ("lead", id);
create index on record.joint_resolution (agency, id);
create index on record.joint_resolution (region, id);
create index on record.joint_resolution (created_by, id);
alter table record.joint_resolution enable row level security;
create policy joint_resolution_scope on record.joint_resolution using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 首席数据官
create table record.chief_data_officer (
  id uuid primary key,
  "office" text not null,
  "name" text not null,
  "post" text not null,
  "duties" jsonb not null,
  "term_ends_on" date not null,
  "number" text,
  "appointed_on" date,
  "open" jsonb not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.chief_data_officer ("office") where "standing" in ('serving');
create index on record.chief_data_officer ("term_ends_on", id);
create index on record.chief_data_officer ("office", id);
create index on record.chief_data_officer ("standing", id);
create index on record.chief_data_officer (agency, id);
create index on record.chief_data_officer (region, id);
create index on record.chief_data_officer (created_by, id);
alter table record.chief_data_officer enable row level security;
create policy chief_data_officer_scope on record.chief_data_officer using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 责任矩阵
create table record.responsibility (
  id uuid primary key,
  "domain" text not null,
  "office" text not null,
  "rank" text not null,
  "post_at" text not null,
  "post" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.responsibility ("domain", "office", "rank") where "standing" in ('current');
create index on record.responsibility ("office", id);
create index on record.responsibility ("domain", id);
create index on record.responsibility ("rank", id);
create index on record.responsibility ("standing", id);
create index on record.responsibility (agency, id);
create index on record.responsibility (region, id);
create index on record.responsibility (created_by, id);
alter table record.responsibility enable row level security;
create policy responsibility_scope on record.responsibility using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 外出请假
create table record.absence (
  id uuid primary key,
  "post_at" text not null,
  "post" text not null,
  "from" date not null,
  "until" date not null,
  "reason" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.absence ("from", id);
create index on record.absence ("until", id);
create index on record.absence ("post_at", id);
create index on record.absence (agency, id);
create index on record.absence (region, id);
create index on record.absence (created_by, id);
alter table record.absence enable row level security;
create policy absence_scope on record.absence using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
