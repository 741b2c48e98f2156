do $$ begin if not exists (select from pg_roles where rolname = 'Auditors') then create role "Auditors"; end if; end $$;

    create table entries (id int primary key, who text);
    insert into entries select n, 'w' || n from generate_series(1, 50) n;
    alter table entries enable row level security;
    create policy audited on entries for select to "Auditors" using (id < 10);
