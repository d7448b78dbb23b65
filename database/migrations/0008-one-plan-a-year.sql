-- A year has one plan in force.
create unique index on record.plan ("year") where "standing" in ('adopted', 'closed');
