-- Drafts of filings that those of one agency write together, and every writing of them as it came from a device.
create schema counter;

create table counter.draft (
  id uuid primary key,
  counter text collate "C" not null,
  agency text collate "C" not null,
  version integer not null check (version > 0),
  standing text not null check (standing in ('open', 'filed', 'given-up')),
  called text not null,
  apart integer not null,
  kept bytea not null,
  master text not null,
  row uuid,
  began_by uuid not null,
  began_name text not null,
  began_at timestamptz not null,
  wrote_by uuid not null,
  wrote_name text not null,
  wrote_at timestamptz not null,
  check ((standing = 'filed') = (row is not null))
);
comment on column counter.draft.id is 'made by the device on which it was begun';
comment on column counter.draft.kept is 'its words and what stands apart in them, wrapped under the master key';
comment on column counter.draft.apart is 'parts that two have written in two ways and nobody has decided on';
create index draft_listed on counter.draft (agency, counter, wrote_at desc, id desc);
create index draft_closed on counter.draft (wrote_at) where standing <> 'open';

create table counter.writing (
  id uuid not null,
  draft uuid not null references counter.draft on delete cascade,
  agency text collate "C" not null,
  base integer not null,
  version integer,
  said bytea not null,
  became bytea,
  master text not null,
  by uuid not null,
  name text not null,
  at timestamptz not null,
  written_at timestamptz not null,
  constraint writing_pkey primary key (draft, id)
);
comment on column counter.writing.id is 'made by the device: what it sends again is the same';
comment on column counter.writing.version is 'what it made of the draft; nothing where the draft was filed already';
create index writing_version on counter.writing (draft, version);

alter table counter.draft enable row level security;
create policy draft_scope on counter.draft using (
  (select current_setting('scope.all', true)) = 'on' or agency = (select current_setting('scope.agency', true))
);
alter table counter.writing enable row level security;
create policy writing_scope on counter.writing using (
  (select current_setting('scope.all', true)) = 'on' or agency = (select current_setting('scope.agency', true))
);
