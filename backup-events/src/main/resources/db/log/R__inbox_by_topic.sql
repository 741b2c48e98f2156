-- What was read before is kept for each topic. Repeatable, because it came after the services' own migrations.
-- Rows from before have an empty topic and count for every topic. A replica of the release before still writes such rows.
alter table inbox add column if not exists topic text not null default '';

do $$
begin
    if not exists (select from pg_constraint
                   where conrelid = 'inbox'::regclass and contype = 'p' and array_length(conkey, 1) = 3) then
        alter table inbox drop constraint inbox_pkey;
        alter table inbox add primary key (source, id, topic);
    end if;
end
$$;
