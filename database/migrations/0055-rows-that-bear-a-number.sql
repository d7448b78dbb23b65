-- The rows of one register that bear the number which a row of another bears, both kept sealed: by its blind index.
create function record.bearing(register text, field text, other text, other_field text, id uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  blind text;
begin
  execute pg_catalog.format('select pg_catalog.split_part(s.%I, ''.'', 3) from record.%I s where s.id = $1', other_field, other) into blind using id;
  if blind is null or blind = '' then
    return;
  end if;
  return query execute pg_catalog.format('select t.id from record.%I t where pg_catalog.split_part(t.%I, ''.'', 3) = $1 order by t.id', register, field) using blind;
end $$;

-- A row that bears a citizen's number is theirs: once they have an account, those that nobody owns yet become theirs.
create function record.claim(register text, field text, index text, account uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute pg_catalog.format('update record.%I set created_by = $1 where pg_catalog.split_part(%I, ''.'', 3) = $2 and created_by is null', register, field) using account, index;
end $$;
