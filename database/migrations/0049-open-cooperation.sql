-- 合作伙伴
create table record.cooperation_partner (
  id uuid primary key,
  "name" text not null,
  "code" text not null,
  "sort" text not null,
  "specialities" text not null,
  "desk" text not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.cooperation_partner ("code") where "standing" in ('applied', 'listed');
create index on record.cooperation_partner ("sort", id);
create index on record.cooperation_partner ("standing", id);
create index on record.cooperation_partner (agency, id);
create index on record.cooperation_partner (region, id);
create index on record.cooperation_partner (created_by, id);
alter table record.cooperation_partner enable row level security;
create policy cooperation_partner_scope on record.cooperation_partner using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 揭榜难题
create table record.cooperation_challenge (
  id uuid primary key,
  "title" text not null,
  "question" text not null,
  "offer" text not null,
  "answers_until" date not null,
  "answers" integer not null,
  "chosen" text,
  "outcome" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.cooperation_challenge ("answers_until", id);
create index on record.cooperation_challenge ("standing", id);
create index on record.cooperation_challenge (agency, id);
create index on record.cooperation_challenge (region, id);
create index on record.cooperation_challenge (created_by, id);
alter table record.cooperation_challenge enable row level security;
create policy cooperation_challenge_scope on record.cooperation_challenge using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 揭榜应答
create table record.challenge_answer (
  id uuid primary key,
  "challenge" uuid not null references record.cooperation_challenge,
  "partner" uuid not null references record.cooperation_partner,
  "plan" text not null,
  "approach" text not null,
  "papers" jsonb not null,
  "title" text,
  "organisation" text,
  "score" integer,
  "opinion" text,
  "rights" text,
  "rights_words" text,
  "starts_on" date,
  "ends_on" date,
  "milestones" jsonb not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.challenge_answer ("challenge", "partner") where "standing" in ('handedIn', 'judging', 'judged', 'offered', 'signed', 'declined');
create unique index on record.challenge_answer ("challenge") where "standing" in ('offered', 'signed');
create index on record.challenge_answer ("score", id);
create index on record.challenge_answer ("challenge", id);
create index on record.challenge_answer ("standing", id);
create index on record.challenge_answer ("score" desc nulls last, id desc);
create index on record.challenge_answer (agency, id);
create index on record.challenge_answer (region, id);
create index on record.challenge_answer (created_by, id);
alter table record.challenge_answer enable row level security;
create policy challenge_answer_scope on record.challenge_answer using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 合作项目
create table record.joint_project (
  id uuid primary key,
  "title" text not null,
  "challenge" uuid not null references record.cooperation_challenge,
  "answer" uuid not null references record.challenge_answer,
  "organisation" text not null,
  "rights" text not null,
  "rights_words" text not null,
  "starts_on" date not null,
  "ends_on" date not null,
  "milestones" jsonb not null,
  "origin" text not null,
  "outcome" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.joint_project ("answer");
create index on record.joint_project ("ends_on", id);
create index on record.joint_project ("challenge", id);
create index on record.joint_project ("rights", id);
create index on record.joint_project ("standing", id);
create index on record.joint_project (agency, id);
create index on record.joint_project (region, id);
create index on record.joint_project (created_by, id);
alter table record.joint_project enable row level security;
create policy joint_project_scope on record.joint_project using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 项目里程碑
create table record.joint_project_milestone (
  id uuid primary key,
  "project" uuid not null references record.joint_project,
  "title" text not null,
  "due_on" date not null,
  "ends_on" date not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.joint_project_milestone ("due_on", id);
create index on record.joint_project_milestone ("project", id);
create index on record.joint_project_milestone (agency, id);
create index on record.joint_project_milestone (region, id);
create index on record.joint_project_milestone (created_by, id);
alter table record.joint_project_milestone enable row level security;
create policy joint_project_milestone_scope on record.joint_project_milestone using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 合作成果
create table record.joint_result (
  id uuid primary key,
  "project" uuid not null references record.joint_project,
  "title" text not null,
  "words" text not null,
  "evidence" jsonb not null,
  "origin" text,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.joint_result ("project", id);
create index on record.joint_result ("standing", id);
create index on record.joint_result (agency, id);
create index on record.joint_result (region, id);
create index on record.joint_result (created_by, id);
alter table record.joint_result enable row level security;
create policy joint_result_scope on record.joint_result using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
