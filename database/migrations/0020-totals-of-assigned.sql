-- How many cases an agency is assigned to beside its own is counted in the assignments alone: they carry copies of whom a
-- case belongs to, as they do of the day it is due.
-- Both at once, so that no reader who has one and waits for the other is waited for.
lock table casework.case, casework.participant in access exclusive mode;
alter table casework.participant add column holder text collate "C", add column region text collate "C";
update casework.participant p set holder = c.agency, region = c.region from casework.case c where c.id = p.case_id;
alter table casework.participant alter column holder set not null, alter column region set not null;
comment on column casework.participant.holder is 'the case''s agency, kept by a trigger';
comment on column casework.participant.region is 'the case''s own, kept by a trigger';
drop index casework.participant_due;
create index participant_due on casework.participant (agency, kind, due_on, case_id) include (holder, region);

create or replace function casework.participant_copies() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  select c.kind, c.due_on, c.agency, c.region into new.kind, new.due_on, new.holder, new.region from casework.case c where c.id = new.case_id;
  return new;
end $$;

drop trigger due_moves on casework.case;
drop function casework.case_due_moves();
create function casework.case_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update casework.participant set due_on = new.due_on, holder = new.agency, region = new.region where case_id = new.id;
  return null;
end $$;
create trigger moves after update of due_on, agency, region on casework.case for each row
  when ((old.due_on, old.agency, old.region) is distinct from (new.due_on, new.agency, new.region)) execute function casework.case_moves();
