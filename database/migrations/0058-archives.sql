-- Archival packages, each of a row of a register.
create schema archive;

create table archive.package (
  id uuid primary key,
  part text collate "C" not null,
  state text not null check (state in ('waiting', 'kept', 'destroyed')),
  content bytea,
  digest text collate "C",
  size bigint,
  filed_at timestamptz not null,
  checked_at timestamptz,
  report jsonb,
  destroyed_at timestamptz,
  check ((state = 'kept') = (content is not null)),
  check (state = 'waiting' or digest is not null)
);
comment on column archive.package.id is 'the row of the register that it is of';
comment on column archive.package.digest is 'SHA-256 of the package as it was filed; it outlives the package';
alter table archive.package alter column content set storage external;
create index package_waiting on archive.package (id) where state = 'waiting';
create index package_due on archive.package (checked_at) where state = 'kept';
