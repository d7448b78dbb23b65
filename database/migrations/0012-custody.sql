-- Keys in custody: applications, keys and their versions, every use, what a day came to, messages verified once.
create schema crypto;

create table crypto.application (
  id uuid primary key,
  agency text collate "C" not null references identity.agency,
  name text not null,
  token text,
  token_at timestamptz,
  daily_calls integer not null check (daily_calls >= 0),
  daily_bytes bigint not null check (daily_bytes >= 0),
  stopped_at timestamptz,
  by uuid not null,
  at timestamptz not null,
  unique (agency, name)
);
comment on column crypto.application.token is 'SHA-256 of the token, base64url; the token itself is kept nowhere';
create unique index application_token on crypto.application (token);
alter table crypto.application enable row level security;
create policy application_scope on crypto.application using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table crypto.key (
  id uuid primary key,
  application uuid not null references crypto.application,
  agency text collate "C" not null,
  name text not null,
  purpose text not null check (purpose in ('sign', 'encrypt', 'mac')),
  algorithm text not null,
  version integer not null check (version >= 1),
  by uuid not null,
  at timestamptz not null,
  unique (application, name)
);
comment on column crypto.key.version is 'the version that signs and encrypts';
create index key_agency on crypto.key (agency, id);
alter table crypto.key enable row level security;
create policy key_scope on crypto.key using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table crypto.key_version (
  key uuid not null references crypto.key,
  version integer not null check (version >= 1),
  agency text collate "C" not null,
  state text not null check (state in ('current', 'kept', 'retired', 'destroyed')),
  sealed bytea,
  master text not null,
  public bytea,
  by uuid not null,
  at timestamptz not null,
  retired_at timestamptz,
  doomed_by uuid,
  doomed_at timestamptz,
  destroyed_by uuid,
  destroyed_at timestamptz,
  primary key (key, version),
  check ((state = 'destroyed') = (sealed is null))
);
comment on column crypto.key_version.sealed is 'the secret half, sealed under the master key that "master" names';
comment on column crypto.key_version.doomed_by is 'who asked for its destruction; another officer confirms';
create index key_version_master on crypto.key_version (master) where sealed is not null;
alter table crypto.key_version enable row level security;
create policy key_version_scope on crypto.key_version using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table crypto.use (
  id uuid not null,
  application uuid not null,
  agency text collate "C" not null,
  key uuid,
  version integer,
  verb text not null,
  bytes bigint not null check (bytes >= 0),
  outcome text not null,
  at timestamptz not null,
  primary key (application, id)
);
comment on table crypto.use is 'append-only: every use of every key, and every refused one, written before it is answered';
alter table crypto.use enable row level security;
create policy use_scope on crypto.use using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table crypto.use_day (
  application uuid not null,
  day date not null,
  key uuid not null,
  verb text not null,
  agency text collate "C" not null,
  calls bigint not null,
  refused bigint not null,
  bytes bigint not null,
  primary key (application, day, key, verb, agency)
);
comment on column crypto.use_day.key is 'all zeros where no key was used';
alter table crypto.use_day enable row level security;
create policy use_day_scope on crypto.use_day using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);

create table crypto.verified (
  application uuid not null,
  message text not null,
  at timestamptz not null,
  primary key (application, message)
);
comment on table crypto.verified is 'append-only: messages that an application has had verified once and never again; a digest of signer and message';

create table crypto.authority (
  id uuid primary key,
  algorithm text not null check (algorithm in ('sm2-sm3', 'ecdsa-p256-sha256')),
  role text not null check (role in ('root', 'issuer', 'stamper')),
  certificate bytea not null,
  sealed bytea not null,
  master text not null,
  by uuid not null,
  at timestamptz not null,
  unique (algorithm, role)
);
comment on table crypto.authority is 'the city''s own certificates, which everybody may read, and their sealed keys';

create table crypto.certificate (
  id uuid primary key,
  application uuid not null references crypto.application,
  agency text collate "C" not null,
  algorithm text not null,
  subject text not null,
  request bytea not null,
  state text not null check (state in ('asked', 'issued', 'refused', 'revoked')),
  serial text unique,
  certificate bytea,
  reason text,
  at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  revoked_by uuid,
  revoked_at timestamptz,
  check ((state in ('issued', 'revoked')) = (certificate is not null)),
  check ((state = 'revoked') = (revoked_at is not null))
);
create index certificate_application on crypto.certificate (application, id);
create index certificate_revoked on crypto.certificate (algorithm, revoked_at) where state = 'revoked';
alter table crypto.certificate enable row level security;
create policy certificate_scope on crypto.certificate using (
  (select current_setting('scope.all', true)) = 'on'
  or agency = (select current_setting('scope.agency', true))
);
