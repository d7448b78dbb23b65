-- 制度
create table record.rule_instrument (
  id uuid primary key,
  "code" text not null,
  "title" text not null,
  "issuer" text not null,
  "sort" text not null,
  "planned_on" date,
  "plan_item" text,
  "standing" text not null,
  "followers" text[] not null,
  "in_force_on" date,
  "evaluate_on" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.rule_instrument ("code");
create index on record.rule_instrument ("planned_on", id);
create index on record.rule_instrument ("in_force_on", id);
create index on record.rule_instrument ("standing", id);
create index on record.rule_instrument ("sort", id);
create index on record.rule_instrument ("issuer", id);
create index on record.rule_instrument ("code", id);
create index on record.rule_instrument ("planned_on" desc nulls last, id desc);
create index on record.rule_instrument ("in_force_on" desc nulls last, id desc);
create index on record.rule_instrument (agency, id);
create index on record.rule_instrument (region, id);
create index on record.rule_instrument (created_by, id);
alter table record.rule_instrument enable row level security;
create policy rule_instrument_scope on record.rule_instrument using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 条款
create table record.rule_article (
  id uuid primary key,
  "instrument" uuid not null references record.rule_instrument,
  "title" text not null,
  "number" text not null,
  "place" integer not null,
  "label" text not null,
  "chapter" text,
  "words" text not null,
  "edition" integer not null,
  "standing" text not null,
  "since_on" date not null,
  "until_on" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.rule_article ("instrument", "number", "edition");
create unique index on record.rule_article ("instrument", "number") where "standing" in ('in-force');
create index on record.rule_article ("place", id);
create index on record.rule_article ("instrument", id);
create index on record.rule_article ("standing", id);
create index on record.rule_article (agency, id);
create index on record.rule_article (region, id);
create index on record.rule_article (created_by, id);
alter table record.rule_article enable row level security;
create policy rule_article_scope on record.rule_article using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 版本
create table record.rule_edition (
  id uuid primary key,
  "instrument" uuid not null references record.rule_instrument,
  "number" integer not null,
  "title" text not null,
  "text" text not null,
  "why" text not null,
  "files" jsonb not null,
  "followers" text[] not null,
  "standing" text not null,
  "comment_until" date,
  "opinion" text,
  "doc_number" text,
  "issued_on" date,
  "in_force_on" date,
  "waits_until" date,
  "evaluate_on" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.rule_edition ("instrument", "number");
create index on record.rule_edition ("instrument", id);
create index on record.rule_edition ("standing", id);
create index on record.rule_edition (agency, id);
create index on record.rule_edition (region, id);
create index on record.rule_edition (created_by, id);
alter table record.rule_edition enable row level security;
create policy rule_edition_scope on record.rule_edition using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 公布文本
create table record.rule_text (
  id uuid primary key,
  "instrument" uuid not null references record.rule_instrument,
  "edition" uuid not null references record.rule_edition,
  "title" text not null,
  "number" integer not null,
  "text" text not null,
  "why" text not null,
  "on" date not null,
  "until" date,
  "standing" text not null,
  "summary" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.rule_text ("on", id);
create index on record.rule_text ("instrument", id);
create index on record.rule_text ("standing", id);
create index on record.rule_text (agency, id);
create index on record.rule_text (region, id);
create index on record.rule_text (created_by, id);
alter table record.rule_text enable row level security;
create policy rule_text_scope on record.rule_text using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 意见
create table record.rule_comment (
  id uuid primary key,
  "text" uuid not null references record.rule_text,
  "label" text,
  "point" text not null,
  "words" text not null,
  "name" text not null,
  "result" text,
  "answer" text,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.rule_comment ("text", id);
create index on record.rule_comment ("result", id);
create index on record.rule_comment (agency, id);
create index on record.rule_comment (region, id);
create index on record.rule_comment (created_by, id);
alter table record.rule_comment enable row level security;
create policy rule_comment_scope on record.rule_comment using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 条款引用
create table record.rule_citation (
  id uuid primary key,
  "article" uuid not null references record.rule_article,
  "cites" uuid not null references record.rule_article,
  "how" text not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create unique index on record.rule_citation ("article", "cites");
create index on record.rule_citation ("article", id);
create index on record.rule_citation (agency, id);
create index on record.rule_citation (region, id);
create index on record.rule_citation (created_by, id);
alter table record.rule_citation enable row level security;
create policy rule_citation_scope on record.rule_citation using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- 宣讲培训
create table record.rule_training (
  id uuid primary key,
  "instrument" uuid not null references record.rule_instrument,
  "topic" text not null,
  "on" date not null,
  "trainer" text not null,
  "attended" jsonb not null,
  "people" integer not null,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.rule_training ("on", id);
create index on record.rule_training ("instrument", id);
create index on record.rule_training (agency, id);
create index on record.rule_training (region, id);
create index on record.rule_training (created_by, id);
alter table record.rule_training enable row level security;
create policy rule_training_scope on record.rule_training using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);

-- Whether a way leads from one row to another along rows that name both: what may run in no circle is asked before it is
-- written. Those who write at once are asked one after the other.
create function record.leads_to(register text, from_field text, to_field text, start uuid, goal uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  found boolean;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('record.leads_to ' || register, 0));
  execute pg_catalog.format(
    'with recursive way(at) as (select $1 union select t.%I from record.%I t join way on t.%I = way.at)
     select exists (select 1 from way where at = $2)', to_field, register, from_field
  ) into found using start, goal;
  return found;
end $$;

-- What a review rests on.
alter table record.expert_review add column "basis" uuid references record.rule_article;
