do $$ begin if not exists (select from pg_roles where rolname = 'fed_reader') then create role "fed_reader"; end if; end $$;

    create extension postgres_fdw;
    create server head_office foreign data wrapper postgres_fdw options (host '192.0.2.1', dbname 'hq');
    create user mapping for fed_reader server head_office options (user 'hq', password 'secret-of-a-mapping');
    create foreign table far_orders (id int, total numeric) server head_office;
    create table own_orders (id int primary key, total numeric);
    insert into own_orders select n, n from generate_series(1, 50) n;
