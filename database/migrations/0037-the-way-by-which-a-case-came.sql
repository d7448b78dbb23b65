-- The agencies that handed a case on, in their order: it goes back the way it came, one at a time.
alter table casework.case add column came_by text[] collate "C" not null default '{}';
update casework.case set came_by = array[came_from] where came_from is not null;
alter table casework.case drop column came_from;
