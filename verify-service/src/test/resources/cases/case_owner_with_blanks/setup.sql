do $$ begin if not exists (select from pg_roles where rolname = 'Sales Team (EU)') then create role "Sales Team (EU)"; end if; end $$;
do $$ begin if not exists (select from pg_roles where rolname = 'ops.prod-1') then create role "ops.prod-1"; end if; end $$;

    create schema sales authorization "Sales Team (EU)";
    create table sales.customers (id int primary key, name text, constraint customers_name unique (name));
    create table sales.orders (id int primary key, customer int constraint orders_customer references sales.customers);
    create index orders_by_customer on sales.orders (customer);
    create table sales."order lines" (id int primary key, n int);
    create index "order lines by n" on sales."order lines" (n);
    insert into sales.customers select n, 'c' || n from generate_series(1, 50) n;
    insert into sales.orders select n, 1 + n % 50 from generate_series(1, 200) n;
    alter table sales.customers owner to "Sales Team (EU)";
    alter table sales.orders owner to "ops.prod-1";
    alter table sales."order lines" owner to "Sales Team (EU)";
