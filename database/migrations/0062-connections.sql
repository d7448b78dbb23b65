-- Connections with systems that are not ours: their lines, what changed, and every message in either direction.
create schema connection;

create table connection.line (
  connection text collate "C" primary key,
  url text not null,
  secret bytea not null,
  master text not null,
  stopped_at timestamptz,
  failures integer not null default 0,
  quiet_until timestamptz,
  heard_at timestamptz,
  fault text,
  set_by uuid not null,
  set_at timestamptz not null,
  compared_on date
);
comment on column connection.line.quiet_until is 'nothing is sent before: the other side did not answer';

create table connection.stale (
  connection text collate "C" not null,
  stream text collate "C" not null,
  subject uuid not null,
  primary key (connection, stream, subject)
);
comment on table connection.stale is 'rows that have changed since the other side was told of them';

create table connection.message (
  id uuid not null,
  connection text collate "C" not null,
  outward boolean not null,
  stream text collate "C" not null,
  key text collate "C" not null,
  seq integer not null check (seq > 0),
  state text not null check (state in ('due', 'held', 'stuck', 'done', 'given-up')),
  kept bytea not null,
  master text not null,
  digest text collate "C" not null,
  row uuid,
  tries integer not null default 0,
  due_at timestamptz not null,
  fault text,
  at timestamptz not null,
  done_at timestamptz,
  constraint message_pkey primary key (id),
  constraint message_once unique (key, connection, outward, stream, seq)
);
comment on column connection.message.kept is 'what it says, wrapped under the master key';
comment on column connection.message.digest is 'SHA-256 of what it says in its canonical text';
comment on column connection.message.state is 'held: waits for one before it; stuck: a person must look at it';
create index message_due on connection.message (connection, due_at) where outward and state = 'due';
create index message_held on connection.message (due_at) where not outward and state = 'held';
create index message_stuck on connection.message (connection, id) where state = 'stuck';
create index message_row on connection.message (row) where row is not null and not outward;
create index message_stream on connection.message (connection, outward, stream, key, seq desc);
create index message_done on connection.message (connection, outward, done_at) where state = 'done';

create table connection.compared (
  id uuid primary key,
  connection text collate "C" not null,
  stream text collate "C" not null,
  outward boolean not null,
  on_day date not null,
  ours integer not null,
  theirs integer not null,
  apart integer not null,
  at timestamptz not null
);
create index compared_listed on connection.compared (connection, id desc);
