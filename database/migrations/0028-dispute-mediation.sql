-- 矛盾纠纷
create table record.dispute (
  id uuid primary key,
  "matter" text not null,
  "sort" text not null,
  "words" text not null,
  "wish" text not null,
  "happened_at" text not null,
  "applicant_name" text not null,
  "applicant_number" text,
  "applicant_mobile" text not null,
  "respondent_name" text not null,
  "respondent_number" text,
  "papers" jsonb not null,
  "door" text not null,
  "centre" text,
  "mediator" text,
  "agreement" text,
  "perform_by" date,
  version integer not null default 1,
  agency text collate "C",
  region text collate "C",
  created_by uuid,
  created_at timestamptz not null,
  amended_at timestamptz not null
);
create index on record.dispute ("perform_by", id);
create index on record.dispute ("sort", id);
create index on record.dispute ("centre", id);
create index on record.dispute ("door", id);
create index on record.dispute ("perform_by" desc nulls last, id desc);
create index on record.dispute (agency, id);
create index on record.dispute (region, id);
create index on record.dispute (created_by, id);
alter table record.dispute enable row level security;
create policy dispute_scope on record.dispute using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or region ^@ any ((select string_to_array(nullif(current_setting('scope.areas', true), ''), ','))::text[])
  or created_by::text = (select current_setting('scope.person', true))
  or id = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
