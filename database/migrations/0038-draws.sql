-- Random draws: what was sealed before, what came of it, and everybody of the pool by a digest.
create schema draw;

create table draw.draw (
  id uuid primary key,
  kind text collate "C" not null,
  occasion uuid not null,
  title text not null,
  agency text collate "C",
  region text collate "C",
  person uuid not null,
  state text not null check (state in ('sealed', 'drawn', 'lapsed')),
  sealed text not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz not null,
  reveal_by timestamptz not null,
  secret text check (secret ~ '^[0-9a-f]{64}$'),
  seed text,
  receipt jsonb,
  drawn_at timestamptz,
  check ((state = 'drawn') = (secret is not null and seed is not null and receipt is not null))
);
comment on column draw.draw.sealed is 'what was sealed, in its canonical text';
create unique index draw_open on draw.draw (occasion, kind) where state = 'sealed';
create index draw_occasion on draw.draw (occasion, kind, id desc);
create index draw_kind on draw.draw (kind, id desc);
create index draw_due on draw.draw (reveal_by) where state = 'sealed';
alter table draw.draw enable row level security;
create policy draw_scope on draw.draw using ((select current_setting('scope.all', true)) = 'on');

create table draw.member (
  draw uuid not null references draw.draw,
  pool text collate "C" not null,
  digest text collate "C" not null,
  stratum text collate "C" not null,
  member uuid not null,
  salt text not null,
  excluded text,
  primary key (draw, digest)
);
comment on table draw.member is 'append-only: who stood in a pool under which digest, or why not';
alter table draw.member enable row level security;
create policy member_scope on draw.member using ((select current_setting('scope.all', true)) = 'on');

create table draw.place (
  draw uuid not null references draw.draw,
  kind text collate "C" not null,
  pool text collate "C" not null,
  stratum text collate "C" not null,
  nth integer not null check (nth > 0),
  place integer not null check (place > 0),
  digest text collate "C" not null,
  member uuid not null,
  at timestamptz not null,
  ended text,
  ended_at timestamptz,
  ended_by uuid,
  primary key (draw, pool, stratum, nth)
);
create index place_member on draw.place (kind, member, at);
alter table draw.place enable row level security;
create policy place_scope on draw.place using ((select current_setting('scope.all', true)) = 'on');
