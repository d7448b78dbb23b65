-- What other departments tell of somebody or something, under a legal basis: each telling stays as it came.
create schema if not exists exchange;
create table exchange.arrival (
  id uuid primary key,
  dataset text collate "C" not null,
  key text collate "C" not null,
  body jsonb not null,
  agency text collate "C",
  person uuid not null,
  at timestamptz not null
);
comment on table exchange.arrival is 'append-only: what was told, by whom, when';
comment on column exchange.arrival.key is 'whom or what it is told of: the blind index of a personal number, or the value';
create index arrival_key on exchange.arrival (dataset, key, id desc);
create index arrival_at on exchange.arrival (dataset, id desc);
alter table exchange.arrival enable row level security;
create policy arrival_scope on exchange.arrival using ((select current_setting('scope.all', true)) = 'on');

-- What a dataset last told of a key: for a rule that is asked anew because its subject has changed.
create function exchange.latest(which text, what text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select body from exchange.arrival where dataset = which and key = what order by id desc limit 1
$$;

-- Whether a rule holds over a row, since when, and why; kept from the first time it held.
create schema if not exists matching;
create table matching.finding (
  rule text collate "C" not null,
  subject uuid not null,
  holds boolean not null,
  says text not null,
  since timestamptz not null,
  primary key (rule, subject)
);
create index finding_subject on matching.finding (subject);
alter table matching.finding enable row level security;
create policy finding_scope on matching.finding using (
  (select current_setting('scope.all', true)) = 'on'
  or subject = any ((select string_to_array(nullif(current_setting('scope.held', true), ''), ',')::uuid[])::uuid[])
);
