-- Every list walks an index of its own, whichever way it is sorted and whoever asks.
create index case_kind_due_down on casework.case (kind, due_on desc nulls last, id desc);
create index case_open_due on casework.case (kind, due_on, id) where closed_at is null;
create index case_signal_due on casework.case (kind, signal, due_on, id) where closed_at is null;
create index case_kind_opened_open on casework.case (kind, id) where closed_at is null;
create index on record.plan ("issued_on" desc nulls last, id desc);
create index on record.plan (region, id);
create index on record.plan (created_by, id);
create index on record.plan_item ("due_on" desc nulls last, id desc);
create index on record.plan_item (region, id);
create index on record.plan_item (created_by, id);
create index on record.plan_task ("due_on" desc nulls last, id desc);
create index on record.plan_task (region, id);
create index on record.plan_task (created_by, id);
create index on record.plan_target (region, id);
create index on record.plan_target (created_by, id);
create index on record.plan_doubt (region, id);
create index on record.plan_doubt (created_by, id);
create index on record.roster_member (region, id);
create index on record.roster_member (created_by, id);
create index on record.bulletin ("issued_on" desc nulls last, id desc);
create index on record.bulletin (region, id);
create index on record.bulletin (created_by, id);

