create table wages (id int primary key, cents bigint);
insert into wages select n, n * 1000 from generate_series(1, 200) n;
create materialized view all_wages as select sum(cents) from wages;
create function keep_schema() returns event_trigger language plpgsql as $$
begin
  raise exception 'no DDL here (%)', tg_tag;
end $$;
create event trigger keep_schema on ddl_command_start execute function keep_schema();
