-- Calls for data under contracts: each on record, counted by day, watched for signs of abuse.
create schema sharing;

create table sharing.call (
  id uuid not null,
  contract uuid not null,
  way text not null check (way in ('query', 'verify')),
  key text collate "C" not null,
  operator uuid not null,
  agency text collate "C",
  found integer not null,
  refused text,
  at timestamptz not null,
  constraint call_pkey primary key (id)
);
comment on table sharing.call is 'append-only: who asked for what under which contract, and what was refused';
comment on column sharing.call.key is 'whom or what it was about: the blind index of a personal number, or the value';
create index call_watched on sharing.call (contract, operator, at);
create index call_last on sharing.call (contract, at);

create table sharing.used (
  contract uuid not null,
  day date not null,
  calls integer not null,
  constraint used_pkey primary key (contract, day)
);
