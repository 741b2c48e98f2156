-- One event trigger records each change of a definition, the other forbids changes.
create table public.ddl_log (at timestamptz default clock_timestamp(), tag text, object text);
create table public.sales (id serial primary key, amount int);
insert into public.sales (amount) select n % 17 from generate_series(1, 500) n;
create materialized view public.by_amount as select amount, count(*) from public.sales group by 1;
create function public.quiet() returns trigger language plpgsql as 'begin return coalesce(new, old); end';
create trigger quiet before insert or delete on public.sales for each row execute function public.quiet();
alter table public.sales enable always trigger quiet;
create function public.log_ddl() returns event_trigger language plpgsql as $$
declare o record;
begin
  for o in select * from pg_event_trigger_ddl_commands() loop
    insert into public.ddl_log (tag, object) values (o.command_tag, o.object_identity);
  end loop;
end $$;
create event trigger log_ddl on ddl_command_end execute function public.log_ddl();
create table public.later (id int);
create function public.no_ddl() returns event_trigger language plpgsql as $$
begin
  if current_setting('app.release', true) is distinct from 'yes' then
    raise exception 'DDL is locked on this database (%)', tg_tag;
  end if;
end $$;
create event trigger no_ddl on ddl_command_start execute function public.no_ddl();
