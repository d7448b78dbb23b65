-- A session that was lent to a machine ends sooner than others; machines that stand where people are.
alter table identity.session add column machine uuid;
alter table identity.session add column idle integer;
comment on column identity.session.machine is 'the machine that it was lent to by its person';
comment on column identity.session.idle is 'seconds after its last request at which it ends; of one lent to a machine';
create index session_machine on identity.session (machine) where machine is not null;

create schema kiosk;

create table kiosk.machine (
  id uuid primary key,
  kiosk text collate "C" not null,
  token text unique,
  code text unique,
  code_until timestamptz,
  code_by uuid not null,
  installed_at timestamptz,
  seen_at timestamptz,
  silent_since timestamptz,
  version text
);
comment on column kiosk.machine.id is 'the row that says where it stands';
comment on column kiosk.machine.token is 'what its device proves itself by, as a digest';
comment on column kiosk.machine.code is 'what a device becomes the machine by, once, as a digest';
create index machine_heard on kiosk.machine (kiosk, seen_at) where token is not null and silent_since is null;

create table kiosk.ask (
  machine uuid primary key references kiosk.machine,
  id uuid not null,
  code text not null unique,
  number integer not null,
  until timestamptz not null,
  state text not null default 'open' check (state in ('open', 'given', 'refused', 'taken')),
  person uuid,
  assurance integer
);
comment on column kiosk.ask.code is 'what its screen shows to be read by a telephone, as a digest';

create table kiosk.bringing (
  machine uuid primary key references kiosk.machine,
  id uuid not null,
  person uuid not null,
  code text not null unique,
  until timestamptz not null,
  files jsonb not null default '[]'
);
comment on table kiosk.bringing is 'files that somebody at a machine sends to it from their telephone';

create table kiosk.lending (
  id uuid primary key,
  machine uuid not null,
  person uuid not null,
  at timestamptz not null
);
create index lending_at on kiosk.lending (machine, at);

create table kiosk.print (
  id uuid primary key,
  machine uuid not null,
  person uuid not null,
  paper text not null,
  record uuid not null,
  edition integer not null,
  digest text not null,
  at timestamptz not null
);
create index print_of on kiosk.print (person, record, at);
create index print_at on kiosk.print (machine, at);

create table kiosk.try (
  kiosk text collate "C" not null,
  sort text collate "C" not null,
  about uuid not null,
  record uuid not null,
  offered boolean not null,
  changed timestamptz not null,
  at timestamptz not null,
  constraint try_pkey primary key (kiosk, sort, about)
);
comment on table kiosk.try is 'what is offered at machines and when it was last tried; what came of it stands in its record';
