-- Whose account it is: the blind index of the citizen number that two clerks read off the papers, never the number.
alter table identity.person add column citizen text check (citizen ~ '^[0-9a-f]{32}$');
alter table identity.person add column citizen_by uuid;
alter table identity.person add column citizen_agreed_by uuid check (citizen_agreed_by <> citizen_by);
alter table identity.person add check ((citizen is null) = (citizen_by is null));
comment on column identity.person.citizen is 'the blind index of the person''s citizen number, as record.look has it';
comment on column identity.person.citizen_by is 'who read it off the papers first';
comment on column identity.person.citizen_agreed_by is 'another who read the same number; before, the link shows its person nothing';
create unique index person_citizen on identity.person (citizen) where citizen is not null and ended_at is null;
comment on table record.look is 'append-only: every reading of sealed fields, and of personal ones in a row that bears a citizen number, with its purpose; shown to the person whom it is about';
