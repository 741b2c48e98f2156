create extension unaccent;
alter function unaccent(text) immutable;
create table partners (id int primary key, name text);
create index partners_by_plain_name on partners (unaccent(name));
insert into partners select n, 'Zoë ' || n from generate_series(1, 200) n;
