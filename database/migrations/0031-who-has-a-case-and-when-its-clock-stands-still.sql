-- Of the states whose clock was stopped: since when it counts, how many days do not, and since which day it stands still.
alter table casework.case add column clocks jsonb not null default '{}';
-- The agency that handed the case to the one which holds it.
alter table casework.case add column came_from text;
-- Who has the case, and what they were called when it was given to them.
alter table casework.case add column handler uuid;
alter table casework.case add column handler_name text;
