-- Events are looked for by what they happened to, as a kind of thing, and by what happened; the newest first, however many
-- there are.
alter table kernel.event add column thing text collate "C" not null generated always as (split_part(subject, ':', 1)) stored;
comment on column kernel.event.thing is 'of the subject, the part before the colon: the name of a register, of a kind of case, or an engine''s word';
create index event_thing on kernel.event (thing, id);
create index event_kind on kernel.event (kind, id);
