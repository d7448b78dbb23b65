-- Every event is a leaf: its salt is drawn where it is written, and the transaction that wrote it gives its place.
alter table kernel.event
  add column salt uuid default gen_random_uuid(),
  add column xid xid8 not null default pg_current_xact_id();
comment on column kernel.event.salt is 'hidden in the leaf''s digest; empty once the person is forgotten';
comment on column kernel.event.xid is 'leaves stand in the order of (xid, id): below the oldest transaction that is under way, nothing is added any more';
create index event_order on kernel.event (xid, id);
create index event_actor on kernel.event (actor, id);

create schema ledger;

create table ledger.checkpoint (
  size bigint primary key check (size > 0),
  note text not null,
  leaves integer not null check (leaves > 0),
  xid xid8 not null,
  event uuid not null,
  at timestamptz not null
);
comment on table ledger.checkpoint is 'append-only: what the log signed, with the last event that it holds';
create index checkpoint_order on ledger.checkpoint (xid, event);
create index checkpoint_at on ledger.checkpoint (at);

create table ledger.final (
  size bigint primary key references ledger.checkpoint,
  note text not null,
  witnesses text[] not null,
  at timestamptz not null
);
comment on table ledger.final is 'append-only: a checkpoint with the cosignatures that made it final';

create table ledger.witness (
  name text primary key,
  url text,
  state text not null check (state in ('cosigning', 'away', 'refusing', 'ahead')),
  size bigint not null,
  says text not null,
  at timestamptz not null
);

create table ledger.alarm (
  id uuid primary key,
  source text not null,
  kind text not null,
  size bigint not null,
  says text not null,
  evidence text not null,
  at timestamptz not null,
  unique (source, kind, size)
);
comment on table ledger.alarm is 'append-only: what a node or the log found that cannot be';

create table ledger.anchor (
  size bigint not null references ledger.final,
  provider text not null,
  reference text not null,
  at timestamptz not null,
  primary key (provider, size)
);
comment on table ledger.anchor is 'append-only: final checkpoints that lie in a chain of somebody else too, and where';

create table ledger.forgotten (
  event uuid primary key,
  sha256 bytea not null check (length(sha256) = 32),
  sm3 bytea not null check (length(sm3) = 32),
  reason text not null,
  actor text not null,
  at timestamptz not null
);
comment on table ledger.forgotten is 'append-only: the leaves of events whose salt and words were erased';

-- The application may not change an event; this one change it may ask for, and it leaves the leaf's hashes behind.
create function ledger.forget(which uuid, leaf_sha256 bytea, leaf_sm3 bytea, why text, who text, moment timestamptz)
  returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.forgotten (event, sha256, sm3, reason, actor, at) values (which, leaf_sha256, leaf_sm3, why, who, moment);
  update kernel.event set salt = null, actor = 'forgotten', about = jsonb_strip_nulls(jsonb_build_object('version', about->'version', 'stands', about->'stands'))
    where id = which;
end $$;
