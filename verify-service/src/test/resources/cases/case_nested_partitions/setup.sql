create table usage (id bigint, at date not null, kwh numeric) partition by range (at);
create table usage_first partition of usage for values from ('2025-01-01') to ('2025-07-01');
create table usage_second partition of usage for values from ('2025-07-01') to ('2026-01-01') partition by list (extract(month from at));
create table usage_summer partition of usage_second for values in (7, 8, 9);
create table usage_rest partition of usage_second default;
insert into usage select n, date '2025-01-01' + n % 365, n * 0.1 from generate_series(1, 1500) n;
