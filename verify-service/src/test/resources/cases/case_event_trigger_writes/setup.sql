create table ddl_history (at timestamptz default clock_timestamp(), tag text, object text);
create table sales (id int primary key, amount int);
insert into sales select n, n % 13 from generate_series(1, 300) n;
create materialized view sales_by_amount as select amount, count(*) from sales group by 1;
create function remember_ddl() returns event_trigger language plpgsql as $$
begin
  insert into public.ddl_history (tag, object)
    select command_tag, object_identity from pg_event_trigger_ddl_commands();
end $$;
create event trigger remember_ddl on ddl_command_end execute function remember_ddl();
alter event trigger remember_ddl enable always;
create table afterwards (id int);
