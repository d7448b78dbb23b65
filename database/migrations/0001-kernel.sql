-- Events, jobs, uploads and once-keys: what the kernel keeps for every engine.
create schema if not exists kernel;

create table kernel.event (
  id uuid primary key,
  kind text not null,
  actor text not null,
  subject text not null,
  at timestamptz not null,
  about jsonb not null
);
comment on table kernel.event is 'append-only: everything that happened, written in the transaction that made it';
create index event_subject on kernel.event (subject, at);

create table kernel.once (
  actor text not null,
  key text not null check (length(key) between 8 and 200),
  fingerprint text not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (actor, key)
);

create table kernel.job (
  id uuid primary key,
  name text not null,
  title text not null,
  person uuid not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress integer not null check (progress between 0 and 100),
  says text not null,
  path text,
  fault jsonb,
  data jsonb not null,
  at timestamptz not null
);
create index job_unfinished on kernel.job (id) where state in ('waiting', 'running');
create index job_person on kernel.job (person, id);
alter table kernel.job enable row level security;
create policy job_scope on kernel.job using (
  (select current_setting('scope.all', true)) = 'on'
  or person::text = (select current_setting('scope.person', true))
);

create table kernel.upload (
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  person uuid not null,
  name text not null,
  type text not null,
  size bigint not null,
  at timestamptz not null,
  primary key (file, person)
);

create table kernel.file_use (
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  kind text not null,
  id uuid not null,
  primary key (file, kind, id)
);
