-- Versions of every register's rows, and every person's inbox.
create schema record;

create table record.version (
  record uuid not null,
  version integer not null,
  register text not null,
  at timestamptz not null,
  actor uuid,
  actor_name text not null,
  changes jsonb not null,
  primary key (record, version)
);
comment on table record.version is 'append-only: what each version of a row changed';

create schema notice;

create table notice.entry (
  id uuid primary key,
  person uuid not null,
  kind text not null check (kind in ('todo', 'note')),
  title text not null,
  says text not null,
  path text not null,
  about text not null,
  at timestamptz not null,
  due_at timestamptz,
  read_at timestamptz,
  done_at timestamptz
);
create index entry_open on notice.entry (person, due_at, id) where done_at is null;
create index entry_done on notice.entry (person, done_at desc, id desc) where done_at is not null;
create index entry_about on notice.entry (about) where done_at is null;
alter table notice.entry enable row level security;
create policy entry_scope on notice.entry using (
  (select current_setting('scope.all', true)) = 'on'
  or person::text = (select current_setting('scope.person', true))
);
