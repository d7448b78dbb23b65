-- An agency's list of what it is assigned to is walked in the order of days due, as its own list is: the assignment
-- carries copies of what it is sorted by, and the database keeps them.
alter table casework.participant add column kind text collate "C", add column due_on date;
update casework.participant p set kind = c.kind, due_on = c.due_on from casework.case c where c.id = p.case_id;
alter table casework.participant alter column kind set not null;
comment on column casework.participant.due_on is 'the case''s own, kept by a trigger';
create index participant_due on casework.participant (agency, kind, due_on, case_id);
create index participant_due_down on casework.participant (agency, kind, due_on desc nulls last, case_id desc);

create function casework.participant_copies() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  select c.kind, c.due_on into new.kind, new.due_on from casework.case c where c.id = new.case_id;
  return new;
end $$;
create trigger copies before insert on casework.participant for each row execute function casework.participant_copies();

create function casework.case_due_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update casework.participant set due_on = new.due_on where case_id = new.id;
  return null;
end $$;
create trigger due_moves after update of due_on on casework.case for each row
  when (old.due_on is distinct from new.due_on) execute function casework.case_due_moves();
