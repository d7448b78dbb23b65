-- What the platform itself keeps stands in its catalogue of data; what is published there is listed and harvested.
create schema catalogue;

create table catalogue.compiled (
  catalogue text collate "C" not null,
  origin text collate "C" not null,
  row uuid not null,
  print text,
  at timestamptz not null,
  constraint compiled_pkey primary key (catalogue, origin)
);
comment on column catalogue.compiled.print is 'the digest of what is declared of it; null once it is kept no more';

create table catalogue.stale (
  catalogue text collate "C" not null,
  row uuid not null,
  constraint stale_pkey primary key (catalogue, row)
);
comment on table catalogue.stale is 'resources that have changed since they were last told';

create table catalogue.entry (
  row uuid not null,
  catalogue text collate "C" not null,
  agency text collate "C" not null,
  theme text not null,
  open boolean not null,
  said jsonb not null,
  grams tsvector not null,
  told_at timestamptz not null,
  ended_at timestamptz,
  constraint entry_pkey primary key (row)
);
comment on column catalogue.entry.said is 'what is told of it, with its fields that are in force';
comment on column catalogue.entry.open is 'whether it is told to everyone, or to those alone who may harvest the whole';
create index entry_told on catalogue.entry (catalogue, row) where ended_at is null;
create index entry_open on catalogue.entry (catalogue, row) where ended_at is null and open;
create index entry_agency on catalogue.entry (catalogue, agency, row) where ended_at is null;
create index entry_grams on catalogue.entry using gin (grams);
