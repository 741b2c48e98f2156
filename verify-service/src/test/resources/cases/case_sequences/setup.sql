create table customers (id bigserial primary key, name text not null);
create table invoices (id bigint generated always as identity (start with 900 increment by -1 maxvalue 900 minvalue 1) primary key, total numeric);
create sequence own_numbers start 4711 increment 7;
insert into customers (name) select 'c' || n from generate_series(1, 200) n;
insert into invoices (total) select n from generate_series(1, 300) n;
select nextval('own_numbers') from generate_series(1, 3);
