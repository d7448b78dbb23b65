-- The registers of plan-supervision, printed from their declarations.
-- 年度计划
create table record.plan (
  id uuid primary key,
  "title" text not null,
  "issuer" text not null,
  "issued_on" date,
  "year" integer not null,
  "standing" text not null,
  "every_unit" boolean not null,
  "lead" text,
  "file" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.plan ("year", id);
create index on record.plan ("issued_on", id);
create index on record.plan ("standing", id);
create index on record.plan (agency, id);
alter table record.plan enable row level security;
create policy plan_scope on record.plan using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

-- 计划条目
create table record.plan_item (
  id uuid primary key,
  "plan" uuid not null references record.plan,
  "number" integer not null,
  "chapter_number" integer not null,
  "chapter" text not null,
  "title" text not null,
  "text" text,
  "agencies_text" text,
  "lead" text,
  "support" text[] not null,
  "due_text" text,
  "due_on" date,
  "ongoing" boolean not null,
  "note" text,
  "tasks" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.plan_item ("plan", "number");
create index on record.plan_item ("number", id);
create index on record.plan_item ("due_on", id);
create index on record.plan_item ("plan", id);
create index on record.plan_item ("lead", id);
create index on record.plan_item ("chapter_number", id);
create index on record.plan_item (agency, id);
alter table record.plan_item enable row level security;
create policy plan_item_scope on record.plan_item using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

-- 分解任务
create table record.plan_task (
  id uuid primary key,
  "plan" uuid not null references record.plan,
  "item" uuid references record.plan_item,
  "group" text not null,
  "number" integer not null,
  "part" integer not null,
  "title" text not null,
  "content" text not null,
  "agencies_text" text,
  "lead" text,
  "support" text[] not null,
  "lead_standing" text not null,
  "start_on" date,
  "due_text" text,
  "due_on" date,
  "ongoing" boolean not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.plan_task ("plan", "number", "part");
create index on record.plan_task ("number", id);
create index on record.plan_task ("due_on", id);
create index on record.plan_task ("plan", id);
create index on record.plan_task ("item", id);
create index on record.plan_task ("lead", id);
create index on record.plan_task ("ongoing", id);
create index on record.plan_task ("lead_standing", id);
create index on record.plan_task (agency, id);
alter table record.plan_task enable row level security;
create policy plan_task_scope on record.plan_task using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

-- 计划目标
create table record.plan_target (
  id uuid primary key,
  "plan" uuid not null references record.plan,
  "item" uuid not null references record.plan_item,
  "task" uuid references record.plan_task,
  "name" text not null,
  "quote" text not null,
  "comparator" text not null,
  "value" numeric not null,
  "unit" text not null,
  "kind" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.plan_target ("value", id);
create index on record.plan_target ("plan", id);
create index on record.plan_target ("item", id);
create index on record.plan_target ("task", id);
create index on record.plan_target ("kind", id);
create index on record.plan_target ("standing", id);
create index on record.plan_target (agency, id);
alter table record.plan_target enable row level security;
create policy plan_target_scope on record.plan_target using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

-- 存疑
create table record.plan_doubt (
  id uuid primary key,
  "plan" uuid not null references record.plan,
  "item" uuid references record.plan_item,
  "task" uuid references record.plan_task,
  "kind" text not null,
  "quote" text,
  "says" text not null,
  "standing" text not null,
  "settlement" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.plan_doubt ("kind", id);
create index on record.plan_doubt ("standing", id);
create index on record.plan_doubt ("plan", id);
create index on record.plan_doubt ("item", id);
create index on record.plan_doubt ("task", id);
create index on record.plan_doubt (agency, id);
alter table record.plan_doubt enable row level security;
create policy plan_doubt_scope on record.plan_doubt using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

-- 联席会议成员单位
create table record.roster_member (
  id uuid primary key,
  "member" text not null,
  "duty" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.roster_member ("member");
create index on record.roster_member ("standing", id);
create index on record.roster_member ("member", id);
create index on record.roster_member (agency, id);
alter table record.roster_member enable row level security;
create policy roster_member_scope on record.roster_member using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any (string_to_array(nullif((select current_setting('scope.areas', true)), ''), ','))
  or created_by::text = (select current_setting('scope.person', true))
);

