create table vehicles (id int primary key, plate text not null);
create table trucks (axles int not null) inherits (vehicles);
create table buses (seats int not null) inherits (vehicles);
insert into vehicles select n, 'V-' || n from generate_series(1, 40) n;
insert into trucks select 1000 + n, 'T-' || n, 2 + n % 4 from generate_series(1, 200) n;
insert into buses select 5000 + n, 'B-' || n, 20 + n % 40 from generate_series(1, 100) n;
