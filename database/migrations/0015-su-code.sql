-- One dynamic code: its keys, the scanners, what they scanned, and what its holders see of it.
create schema code;

create table code.root (
  one boolean primary key default true check (one),
  public bytea not null,
  signing bytea not null,
  telling bytea not null,
  master text not null,
  at timestamptz not null
);
comment on table code.root is 'append-only: the city''s own key, which vouches for the keys of days, and the key under which agencies'' numbers are made; both sealed';
alter table code.root enable row level security;
create policy root_scope on code.root using ((select current_setting('scope.all', true)) = 'on');

create table code.day_key (
  day date primary key,
  id text not null,
  public bytea not null,
  signature bytea not null,
  signing bytea,
  sealing bytea,
  master text not null,
  at timestamptz not null
);
comment on column code.day_key.signing is 'gone when the day is over: nobody makes a code of that day any more';
comment on column code.day_key.sealing is 'gone when late scans are no longer taken: nobody learns from a code whose it was';
alter table code.day_key enable row level security;
create policy day_key_scope on code.day_key using ((select current_setting('scope.all', true)) = 'on');

create table code.scanner (
  id uuid primary key,
  agency text collate "C" not null,
  name text not null check (length(name) between 1 and 60),
  purpose text not null,
  token text unique,
  by uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  ended_at timestamptz
);
create unique index scanner_name on code.scanner (agency, name) where ended_at is null;
alter table code.scanner enable row level security;
create policy scanner_scope on code.scanner using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table code.shown (
  scan uuid primary key,
  holder uuid not null,
  person uuid not null,
  agency text collate "C" not null,
  place text not null,
  purpose text not null,
  kind text not null check (kind in ('person', 'organisation')),
  offline boolean not null,
  at timestamptz not null,
  until timestamptz,
  gave text[] not null default '{}'
);
comment on table code.shown is 'what a scan was to its holder; the scanner''s agency reads none of it';
create index shown_holder on code.shown (holder, scan);
alter table code.shown enable row level security;
create policy shown_scope on code.shown using (
  (select current_setting('scope.all', true)) = 'on'
  or holder::text = (select current_setting('scope.person', true))
);

create table code.scan (
  id uuid primary key,
  scanner uuid not null references code.scanner,
  agency text collate "C" not null,
  code bytea not null,
  purpose text not null,
  kind text not null check (kind in ('person', 'organisation')),
  state text not null check (state in ('asked', 'given', 'refused')),
  offline boolean not null,
  at timestamptz not null,
  until timestamptz,
  decided_at timestamptz,
  collected_at timestamptz,
  unique (scanner, code)
);
comment on table code.scan is 'what a scanner did; whose code it was stands elsewhere';
comment on column code.scan.code is 'digest of scanner and code: two scanners'' rows of one code have nothing in common';
create index scan_agency on code.scan (agency, id);
create index scan_scanner on code.scan (scanner, id);
alter table code.scan enable row level security;
create policy scan_scope on code.scan using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or exists (select 1 from code.shown s where s.scan = scan.id and s.holder::text = (select current_setting('scope.person', true)))
);

create table code.card (
  id uuid primary key,
  holder uuid not null,
  holder_name text not null,
  kind text not null,
  agency text collate "C" not null,
  number bytea not null,
  master text not null,
  until_on date not null,
  by uuid not null,
  at timestamptz not null,
  ended_at timestamptz
);
comment on column code.card.number is 'sealed, bound to its row';
create unique index card_held on code.card (holder, kind, agency) where ended_at is null;
create index card_agency on code.card (agency, id);
alter table code.card enable row level security;
create policy card_scope on code.card using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
  or holder::text = (select current_setting('scope.person', true))
);
