-- The day on which a case of a kind will open over a row.
create table casework.opening (
  kind text collate "C" not null,
  subject uuid not null,
  on_day date not null,
  primary key (kind, subject)
);
create index opening_day on casework.opening (on_day, kind, subject);
alter table casework.opening enable row level security;
create policy opening_scope on casework.opening using ((select current_setting('scope.all', true)) = 'on');
