create table members (id int primary key, name text, changed timestamptz);
create table members_history (n bigserial primary key, op text, id int);
create function remember() returns trigger language plpgsql as $$
begin
  insert into public.members_history (op, id) values (tg_op, new.id);
  new.changed := clock_timestamp();
  return new;
end $$;
insert into members select n, 'm' || n, '2020-01-01' from generate_series(1, 100) n;
create trigger remember before insert or update on members for each row execute function remember();
alter table members enable always trigger remember;
