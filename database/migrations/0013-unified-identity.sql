-- One identity: OpenID Connect, assurance, agents and proxies, positions handed over, devices, who looked at whose data.

-- Another system that signs people in here, or asks for tokens of its own.
create table identity.client (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  agency text collate "C" references identity.agency,
  grant_types text[] not null,
  redirect_uris text[] not null default '{}',
  logout_uris text[] not null default '{}',
  auth_method text not null check (auth_method in ('none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt')),
  -- SHA-256 of a secret of 256 random bits; nobody can present what lies here.
  secret text,
  keys jsonb,
  scopes text[] not null,
  introspects boolean not null default false,
  at timestamptz not null,
  ended_at timestamptz,
  check ((auth_method = 'none') = (secret is null and keys is null))
);

-- What oidc-provider keeps; an id is kept as its hash, so that no row is a token.
create table identity.oidc (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (id, model)
);
create index oidc_grant on identity.oidc (grant_id) where grant_id is not null;
create index oidc_user_code on identity.oidc (user_code) where user_code is not null;
create index oidc_uid on identity.oidc (uid) where uid is not null;
create index oidc_expires on identity.oidc (expires_at);

alter table identity.person
  add column verified_at timestamptz,
  add column verified_by uuid,
  add column ended_at timestamptz;

-- An organisation owns rows as a person does.
alter table identity.organisation add column party uuid not null default gen_random_uuid();
alter table identity.organisation alter column party drop default;
create unique index organisation_party on identity.organisation (party);

alter table identity.position
  add column acting_for uuid,
  add column appointed_by uuid,
  add column ended_by uuid,
  add column handed_to uuid;

-- An organisation's representative, or a person, lets someone do a set of acts for them until a day.
create table identity.mandate (
  id uuid primary key,
  kind text not null check (kind in ('organisation', 'person')),
  party uuid not null,
  party_name text not null,
  organisation text,
  agent uuid not null,
  acts text[] not null check (cardinality(acts) > 0),
  relation text,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  granted_by uuid not null,
  granted_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid
);
create index mandate_agent on identity.mandate (agent, id);
create index mandate_party on identity.mandate (party, id);
create index mandate_granted_by on identity.mandate (granted_by, id);
alter table identity.mandate enable row level security;
create policy mandate_scope on identity.mandate using (
  (select current_setting('scope.all', true)) = 'on'
  or agent::text = (select current_setting('scope.person', true))
  or granted_by::text = (select current_setting('scope.person', true))
  or party::text = (select current_setting('scope.person', true))
);

-- A device that its owner has signed in on: the failures of others do not keep it waiting.
create table identity.device (
  token text primary key,
  person uuid not null,
  at timestamptz not null,
  seen_at timestamptz not null
);
create index device_person on identity.device (person);

alter table identity.session
  add column id uuid not null default gen_random_uuid(),
  add column assurance smallint not null default 1 check (assurance between 1 and 3),
  add column stepped_at timestamptz,
  -- What a passkey is asked to sign next; good once.
  add column challenge text,
  add column mandate uuid,
  add column browser text,
  add column address text;

create unique index session_id on identity.session (id);

-- In whose name and in which sign-in a grant to a client was given: it ends with them.
create table identity.acting_grant (
  id text primary key,
  person uuid not null,
  client text not null,
  position uuid,
  mandate uuid,
  session uuid,
  kept boolean not null,
  at timestamptz not null
);
create index acting_grant_person on identity.acting_grant (person);
create index acting_grant_mandate on identity.acting_grant (mandate) where mandate is not null;

-- A second factor; what it must know again is sealed with a key that is not in the database.
create table identity.factor (
  id uuid primary key,
  person uuid not null,
  kind text not null check (kind in ('totp', 'passkey', 'recovery')),
  name text not null,
  secret text not null,
  -- A passkey's credential id.
  credential text,
  counter bigint not null default 0,
  at timestamptz not null,
  confirmed_at timestamptz,
  used_at timestamptz
);
create index factor_person on identity.factor (person);
create unique index factor_credential on identity.factor (credential) where credential is not null;
alter table identity.factor enable row level security;
create policy factor_scope on identity.factor using (
  (select current_setting('scope.all', true)) = 'on'
  or person::text = (select current_setting('scope.person', true))
);

-- Failures of sign-in by account and where they came from: what waits, never what is locked.
create table identity.failure (
  key text primary key,
  times integer not null,
  last_at timestamptz not null
);
create index failure_last on identity.failure (last_at);

-- Every look of an officer at somebody's personal fields, shown to that person.
create table identity.look (
  id uuid primary key,
  person uuid not null,
  at timestamptz not null,
  officer uuid not null,
  officer_name text not null,
  agency text collate "C",
  purpose text not null,
  of text not null,
  record uuid not null,
  fields text[] not null
);
comment on table identity.look is 'append-only: who looked stays';
create index look_person on identity.look (person, id);
create index look_officer on identity.look (officer, id);
alter table identity.look enable row level security;
create policy look_scope on identity.look using (
  (select current_setting('scope.all', true)) = 'on'
  or person::text = (select current_setting('scope.person', true))
);

-- The trace of both: who acted, and for whom.
alter table casework.step add column behalf uuid, add column behalf_name text;
alter table record.version add column behalf uuid, add column behalf_name text;
