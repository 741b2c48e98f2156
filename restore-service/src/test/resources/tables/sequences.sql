-- All ways in which a column can use a sequence.
create table public.customers (id bigserial primary key, name text not null);
create table public.invoices (id bigint generated always as identity primary key, total numeric);
create sequence public.shared increment by 10 start with 3;
create table public.parcels (id bigint primary key default nextval('public.shared'), name text);
create sequence public.downwards increment by -1 start with -1;
create table public.refunds (id int primary key default nextval('public.downwards'), name text);
create sequence public."old style";
create table public.orders (id int primary key default nextval('"old style"'::text::regclass), name text);
create sequence public.codes;
create table public.tickets (code text primary key default 'T' || nextval('public.codes'), name text);
insert into public.customers (name) select 'c' || n from generate_series(1, 500) n;
insert into public.invoices (total) select n from generate_series(1, 900) n;
insert into public.parcels (name) select 'p' || n from generate_series(1, 20) n;
insert into public.refunds (name) select 'r' || n from generate_series(1, 30) n;
insert into public.orders (name) select 'o' || n from generate_series(1, 40) n;
insert into public.tickets (name) values ('t');
