-- People, organisations, agencies, regions, posts and sessions.
create schema identity;

create table identity.region (
  code text collate "C" primary key,
  name text not null,
  level text not null check (level in ('city', 'county', 'zone', 'town', 'village')),
  parent text collate "C" references identity.region
);
create index region_parent on identity.region (parent, code);

-- A zone lies over streets that belong to districts.
create table identity.zone_street (
  zone text collate "C" not null references identity.region,
  street text collate "C" not null references identity.region,
  primary key (zone, street)
);

create table identity.agency (
  id text collate "C" primary key,
  name text not null unique,
  full_name text not null,
  kind text not null,
  region text collate "C" not null references identity.region,
  aliases text[] not null default '{}'
);
create index agency_region on identity.agency (region);

create table identity.person (
  id uuid primary key,
  name text not null,
  account text unique,
  password text,
  at timestamptz not null
);

create table identity.organisation (
  code text primary key check (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  name text not null,
  region text collate "C" not null references identity.region,
  representative uuid not null references identity.person
);
create index organisation_representative on identity.organisation (representative);

create table identity.position (
  id uuid primary key,
  person uuid not null references identity.person,
  agency text collate "C" not null references identity.agency,
  region text collate "C" not null references identity.region,
  title text not null,
  roles text[] not null,
  from_on date not null,
  until_on date
);
create index position_person on identity.position (person);
create index position_agency on identity.position (agency);

create table identity.session (
  token text primary key,
  person uuid not null references identity.person,
  position uuid references identity.position,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on identity.session (person);
create index session_expires on identity.session (expires_at);
