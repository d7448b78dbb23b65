-- A task of the plan's kind may come from elsewhere: from a resolution, from a milestone. It says from where, and is of no plan.
alter table record.plan_task alter column "plan" drop not null;
alter table record.plan_task
  add column "origin" text,
  add column "lineage" text;
create index on record.plan_task ("origin", id);
alter table record.plan_task add constraint plan_task_is_of_a_plan_or_says_from_where
  check ("plan" is not null or "origin" is not null);
