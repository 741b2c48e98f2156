create table mentions (id int primary key, software text);
insert into mentions select n, 's' || n % 20 from generate_series(1, 400) n;
create function mentioned() returns table (software text, id int) language sql stable as 'select software, id from mentions';
create materialized view mentions_counted as select software, count(*) as n from mentioned() group by 1;
create unique index on mentions_counted (software);
