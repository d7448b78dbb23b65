-- Whose account it is: the blind index of the citizen number that a clerk read off the card, never the number.
alter table identity.person add column citizen text check (citizen ~ '^[0-9a-f]{32}$');
comment on column identity.person.citizen is 'the blind index of the person''s citizen number, as record.look has it';
create unique index person_citizen on identity.person (citizen) where citizen is not null and ended_at is null;
comment on table record.look is 'append-only: every reading of sealed fields, and of personal ones in a row that bears a citizen number, with its purpose; shown to the person whom it is about';
