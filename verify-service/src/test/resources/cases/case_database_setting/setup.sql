alter database :"DBNAME" set app.tenant = 'no''rth';
alter database :"DBNAME" set default_transaction_read_only = off;
\c
create table orders (id int primary key, tenant text not null check (tenant = current_setting('app.tenant')));
insert into orders select n, 'no''rth' from generate_series(1, 50) n;
