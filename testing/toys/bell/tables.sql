create schema bell;
create table bell.bell (id uuid primary key, name text not null, rings integer not null default 0, rung_at timestamptz);
create table bell.ring (id uuid primary key, bell uuid not null references bell.bell, person uuid not null, at timestamptz not null);
create table bell.toll (id uuid primary key, knows jsonb not null);
insert into bell.bell (id, name) values ('01919000-0000-7000-8000-00000000be11', '正门'), ('01919000-0000-7000-8000-00000000be12', '后门');
