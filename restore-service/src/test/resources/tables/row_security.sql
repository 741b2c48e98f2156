-- A table whose rows are hidden from its owner, a role without superuser rights.
set role app_owner;
create table public.notes (id int primary key, tenant text, body text);
insert into public.notes select n, 't' || n % 2, 'n' || n from generate_series(1, 100) n;
alter table public.notes enable row level security;
alter table public.notes force row level security;
create policy own on public.notes using (tenant = 't1') with check (tenant = 't1');
reset role;
