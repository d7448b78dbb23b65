-- 专家委员会
create table record.expert_committee_body (
  id uuid primary key,
  "name" text not null,
  "charter" text not null,
  "founded_on" date not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.expert_committee_body ("name");
create index on record.expert_committee_body (agency, id);
create index on record.expert_committee_body (region, id);
create index on record.expert_committee_body (created_by, id);
alter table record.expert_committee_body enable row level security;
create policy expert_committee_body_scope on record.expert_committee_body using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 专家
create table record.expert (
  id uuid primary key,
  "name" text not null,
  "number" text not null,
  "mobile" text not null,
  "employer" text not null,
  "speciality" text not null,
  "rank" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.expert ((split_part("number", '.', 3)));
create index on record.expert ("name", id);
create index on record.expert ("speciality", id);
create index on record.expert (agency, id);
create index on record.expert (region, id);
create index on record.expert (created_by, id);
alter table record.expert enable row level security;
create policy expert_scope on record.expert using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 聘任
create table record.expert_membership (
  id uuid primary key,
  "expert" uuid not null references record.expert,
  "body" uuid not null references record.expert_committee_body,
  "title" text not null,
  "ends_on" date not null,
  "standing" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.expert_membership ("ends_on", id);
create index on record.expert_membership ("expert", id);
create index on record.expert_membership ("body", id);
create index on record.expert_membership ("standing", id);
create index on record.expert_membership (agency, id);
create index on record.expert_membership (region, id);
create index on record.expert_membership (created_by, id);
alter table record.expert_membership enable row level security;
create policy expert_membership_scope on record.expert_membership using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 利害关系申明
create table record.expert_relation (
  id uuid primary key,
  "expert" uuid not null references record.expert,
  "sort" text not null,
  "with" text not null,
  "words" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.expert_relation ("expert", id);
create index on record.expert_relation (agency, id);
create index on record.expert_relation (region, id);
create index on record.expert_relation (created_by, id);
alter table record.expert_relation enable row level security;
create policy expert_relation_scope on record.expert_relation using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 评审事项
create table record.expert_review (
  id uuid primary key,
  "title" text not null,
  "applicant" text not null,
  "matter" text not null,
  "materials" jsonb not null,
  "meets_on" date not null,
  "result" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.expert_review ("meets_on", id);
create index on record.expert_review ("result", id);
create index on record.expert_review (agency, id);
create index on record.expert_review (region, id);
create index on record.expert_review (created_by, id);
alter table record.expert_review enable row level security;
create policy expert_review_scope on record.expert_review using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 评审席
create table record.review_seat (
  id uuid primary key,
  "review" uuid not null references record.expert_review,
  "title" text not null,
  "expert" uuid not null references record.expert,
  "name" text not null,
  "place" integer not null,
  "rank" text not null,
  "fee" bigint,
  "tax" bigint,
  "paid" bigint,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.review_seat ("review", id);
create index on record.review_seat (agency, id);
create index on record.review_seat (region, id);
create index on record.review_seat (created_by, id);
alter table record.review_seat enable row level security;
create policy review_seat_scope on record.review_seat using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
