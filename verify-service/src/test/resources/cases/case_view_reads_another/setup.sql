-- By their names the first view is filled before the second one, which its function reads.
create table mentions (id int primary key, software text);
insert into mentions select n, 's' || n % 20 from generate_series(1, 400) n;
create materialized view zz_mentions as select software, count(*) as n from mentions group by 1;
create function most_mentioned() returns bigint language sql stable as 'select max(n) from public.zz_mentions';
create materialized view aa_most as select most_mentioned() as n;
