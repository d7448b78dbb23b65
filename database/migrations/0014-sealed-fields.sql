-- Personal numbers are kept sealed: their keys, and who read which.
create table record.field_key (
  version integer primary key check (version >= 0),
  sealed bytea not null,
  master text not null,
  at timestamptz not null
);
comment on table record.field_key is 'append-only: keys that fields are sealed under, themselves sealed under the master key; version 0 is the key of the blind indexes';
alter table record.field_key enable row level security;
create policy field_key_scope on record.field_key using ((select current_setting('scope.all', true)) = 'on');

create table record.look (
  id uuid primary key,
  at timestamptz not null,
  officer uuid not null,
  officer_name text not null,
  agency text collate "C",
  purpose text not null check (length(purpose) between 2 and 200),
  register text not null,
  record uuid not null,
  fields text[] not null,
  citizen text
);
comment on table record.look is 'append-only: every reading of sealed fields, with its purpose; shown to the person whom it is about';
comment on column record.look.citizen is 'the blind index of that person''s citizen number';
create index look_citizen on record.look (citizen, id);
create index look_record on record.look (record, id);
create index look_officer on record.look (officer, id);
alter table record.look enable row level security;
create policy look_scope on record.look using (
  (select current_setting('scope.all', true)) = 'on'
  or officer::text = (select current_setting('scope.person', true))
);
