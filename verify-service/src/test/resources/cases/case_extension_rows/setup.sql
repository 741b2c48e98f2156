create schema geo;
create extension holdfast_places with schema geo;
insert into geo.places values (1000, 'ours'), (1001, 'ours too');
create table visits (id int primary key, place int references geo.places);
insert into visits select n, case when n % 2 = 0 then 1000 else 1 end from generate_series(1, 200) n;
