-- Agencies are added and renamed while the city runs; what a desk wrote is not put back by the city's folder at the next start.
alter table identity.agency
  add column changed_at timestamptz not null default now(),
  add column by_desk boolean not null default false;
create index agency_changed on identity.agency (changed_at);
