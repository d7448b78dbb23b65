-- What agencies take over from each other: kits as they were kept, and the rows that came of them.
create schema reuse;

create table reuse.kit (
  id uuid primary key,
  kit text not null,
  text text not null
);
comment on column reuse.kit.text is 'the kit in its canonical text; its digest stands in the row of the same id';

create table reuse.made (
  row uuid primary key,
  register text not null,
  kit uuid not null references reuse.kit,
  adoption uuid,
  made_at timestamptz not null,
  used_on date
);
comment on column reuse.made.used_on is 'the last day on which something happened on the row';
create index made_adoption on reuse.made (adoption, register);
