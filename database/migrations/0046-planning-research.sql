-- 多年规划
create table record.multi_year_plan (
  id uuid primary key,
  "title" text not null,
  "from_year" integer not null,
  "to_year" integer not null,
  "lead" text not null,
  "words" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.multi_year_plan ("from_year", id);
create index on record.multi_year_plan ("standing", id);
create index on record.multi_year_plan ("lead", id);
create index on record.multi_year_plan (agency, id);
create index on record.multi_year_plan (region, id);
create index on record.multi_year_plan (created_by, id);
alter table record.multi_year_plan enable row level security;
create policy multi_year_plan_scope on record.multi_year_plan using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 年度里程碑
create table record.multi_year_milestone (
  id uuid primary key,
  "plan" uuid not null references record.multi_year_plan,
  "number" integer not null,
  "title" text not null,
  "content" text not null,
  "lead" text not null,
  "support" text[] not null,
  "year" integer not null,
  "starts_on" date not null,
  "due_on" date not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.multi_year_milestone ("plan", "number");
create index on record.multi_year_milestone ("number", id);
create index on record.multi_year_milestone ("due_on", id);
create index on record.multi_year_milestone ("plan", id);
create index on record.multi_year_milestone ("year", id);
create index on record.multi_year_milestone ("lead", id);
create index on record.multi_year_milestone (agency, id);
create index on record.multi_year_milestone (region, id);
create index on record.multi_year_milestone (created_by, id);
alter table record.multi_year_milestone enable row level security;
create policy multi_year_milestone_scope on record.multi_year_milestone using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 研究课题
create table record.research_topic (
  id uuid primary key,
  "title" text not null,
  "question" text not null,
  "budget" bigint not null,
  "call_until" date not null,
  "adopted_in" uuid references record.plan_item,
  "outcome" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.research_topic ("call_until", id);
create index on record.research_topic ("standing", id);
create index on record.research_topic (agency, id);
create index on record.research_topic (region, id);
create index on record.research_topic (created_by, id);
alter table record.research_topic enable row level security;
create policy research_topic_scope on record.research_topic using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 研究申请
create table record.research_proposal (
  id uuid primary key,
  "topic" uuid not null references record.research_topic,
  "researcher" text not null,
  "approach" text not null,
  "price" bigint not null,
  "check_on" date,
  "until" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.research_proposal ("topic", id);
create index on record.research_proposal (agency, id);
create index on record.research_proposal (region, id);
create index on record.research_proposal (created_by, id);
alter table record.research_proposal enable row level security;
create policy research_proposal_scope on record.research_proposal using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
