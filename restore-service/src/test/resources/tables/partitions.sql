-- Two levels, and a partition whose columns have another order.
create table public.usage (id bigint, at date not null, kwh numeric) partition by range (at);
create table public.usage_2025h1 (kwh numeric, at date not null, id bigint);
alter table public.usage attach partition public.usage_2025h1 for values from ('2025-01-01') to ('2025-07-01');
create table public.usage_2025h2 partition of public.usage for values from ('2025-07-01') to ('2026-01-01') partition by list (extract(month from at));
create table public.usage_2025h2_7 partition of public.usage_2025h2 for values in (7, 8, 9);
create table public.usage_2025h2_rest partition of public.usage_2025h2 default;
insert into public.usage select n, date '2025-01-01' + n % 365, n * 0.1 from generate_series(1, 4000) n;
create table public.tariffs (id int primary key);
