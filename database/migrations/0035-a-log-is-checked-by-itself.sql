-- A log signs that it is empty before it signs anything else.
alter table ledger.checkpoint drop constraint checkpoint_size_check, add constraint checkpoint_size_check check (size >= 0);
alter table ledger.checkpoint drop constraint checkpoint_leaves_check, add constraint checkpoint_leaves_check check (leaves > 0 or size = 0);

-- What was hashed as the leaf of an event that is forgotten: references and digests, which say nothing without the salt.
alter table ledger.forgotten add column data bytea;
drop function ledger.forget(uuid, bytea, bytea, text, text, timestamptz);
create function ledger.forget(which uuid, leaf_data bytea, leaf_sha256 bytea, leaf_sm3 bytea, why text, who text, moment timestamptz)
  returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.forgotten (event, data, sha256, sm3, reason, actor, at) values (which, leaf_data, leaf_sha256, leaf_sm3, why, who, moment);
  update kernel.event set salt = null, actor = 'forgotten', about = jsonb_strip_nulls(jsonb_build_object('version', about->'version', 'stands', about->'stands'))
    where id = which;
end $$;

-- How far the log has been held against the events in this round, and when the last round ended.
create table ledger.audit (
  origin text primary key,
  round integer not null,
  size bigint not null,
  begun_at timestamptz not null,
  at timestamptz not null,
  ended_at timestamptz
);
