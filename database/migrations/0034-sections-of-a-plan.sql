-- The headings between a plan's chapter and its item.
alter table record.plan_item add column section text;
