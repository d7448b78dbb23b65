-- A session that was opened from somebody else's application; the city's standard apps inside it.
alter table identity.session add column through uuid;
comment on column identity.session.through is 'the app of the city''s through which its person came';
comment on column identity.session.idle is 'seconds after its last request at which it ends; of one that was lent';
create index session_through on identity.session (through) where through is not null;

alter table identity.person add column vouched_by text;
alter table identity.person drop constraint person_check1;
alter table identity.person add constraint person_citizen_known check ((citizen is null) = (citizen_by is null and vouched_by is null));
comment on column identity.person.vouched_by is 'the other side that said whose number it is: counts as read once';

create schema app;

create table app.signer (
  apps text collate "C" primary key,
  certificate bytea not null,
  sealed bytea not null,
  master text not null,
  at timestamptz not null
);
comment on table app.signer is 'by whose key the packages and the list of a city''s apps are signed';

create table app.standing (
  apps text collate "C" not null,
  id uuid not null,
  content text not null,
  version integer not null,
  edition integer not null,
  opened timestamptz not null,
  heard boolean not null,
  passed boolean not null,
  accepted integer,
  at timestamptz not null,
  constraint standing_pkey primary key (apps, id)
);
comment on column app.standing.id is 'the row of the app';
comment on column app.standing.content is 'the digest of what its package says';
comment on column app.standing.edition is 'the version of its row when it was tried';
comment on column app.standing.opened is 'when what it opens was last changed before it was tried';
comment on column app.standing.heard is 'whether the other side answered when it was tried';
comment on column app.standing.accepted is 'the version that the other side has';

create table app.tried (
  apps text collate "C" not null,
  app uuid not null,
  step text collate "C" not null,
  fault text,
  at timestamptz not null,
  constraint tried_pkey primary key (apps, app, step)
);

create table app.visit (
  id uuid primary key,
  apps text collate "C" not null,
  app uuid not null,
  person uuid not null,
  at timestamptz not null
);
create index visit_at on app.visit (app, at);
