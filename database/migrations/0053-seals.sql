-- Electronic seals with their keys, and the papers that were sealed with them.
create schema seal;

create table seal.maker (
  id uuid primary key,
  certificate bytea not null,
  sealed bytea not null,
  master text not null,
  at timestamptz not null
);
comment on table seal.maker is 'who makes the seals: one key, wrapped under the master key';
create unique index maker_one on seal.maker ((true));

create table seal.seal (
  id uuid primary key,
  part text collate "C" not null,
  agency text collate "C" not null,
  use text collate "C" not null,
  name text not null,
  number text collate "C" not null,
  der bytea not null,
  certificate bytea not null,
  sealed bytea not null,
  twin_certificate bytea not null,
  twin_sealed bytea not null,
  master text not null,
  serial text collate "C" not null,
  twin_serial text collate "C" not null,
  made_at timestamptz not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  rested_at timestamptz,
  revoked_at timestamptz
);
comment on column seal.seal.id is 'the row of the register that it was made for';
create unique index seal_number on seal.seal (number);
create index seal_agency on seal.seal (agency, use);
create unique index seal_serial on seal.seal (serial);
create unique index seal_twin on seal.seal (twin_serial);
create index seal_revoked on seal.seal (revoked_at) where revoked_at is not null;

create table seal.paper (
  id uuid primary key,
  part text collate "C" not null,
  record uuid not null,
  edition integer not null check (edition > 0),
  code text collate "C" not null check (code ~ '^[0-9a-f]{32}$'),
  title text not null,
  agency text collate "C" not null,
  seal uuid not null references seal.seal,
  says text not null,
  digest text collate "C" not null,
  ofd bytea not null,
  pdf bytea,
  pdf_digest text collate "C",
  sealed_at timestamptz not null,
  person uuid,
  ended_at timestamptz,
  constraint paper_record unique (part, record, edition),
  constraint paper_code_key unique (code)
);
comment on column seal.paper.says is 'what it says, in its canonical text';
comment on column seal.paper.digest is 'SHA-256 of the OFD package, in hexadecimal';
create index paper_digest on seal.paper (digest);
create index paper_pdf on seal.paper (pdf_digest) where pdf_digest is not null;
create index paper_seal on seal.paper (seal, id desc);
alter table seal.paper alter column ofd set storage external;
alter table seal.paper alter column pdf set storage external;
