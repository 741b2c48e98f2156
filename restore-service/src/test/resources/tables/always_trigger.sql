-- A trigger and a rule that also fire with session_replication_role = replica.
create table public.members (id int primary key, name text, changed timestamptz);
create table public.members_audit (n bigserial primary key, op text, id int);
create function public.audit() returns trigger language plpgsql as $$
begin
  insert into public.members_audit (op, id) values (tg_op, coalesce(new.id, old.id));
  if tg_op = 'DELETE' then return old; end if;
  new.changed := clock_timestamp();
  return new;
end $$;
insert into public.members select n, 'm' || n, '2020-01-01' from generate_series(1, 200) n;
create trigger audit_members before insert or update or delete on public.members for each row execute function public.audit();
alter table public.members enable always trigger audit_members;
create rule keep as on delete to public.members do instead nothing;
alter table public.members enable always rule keep;
