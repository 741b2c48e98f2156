-- Children of an inheritance parent are separate tables.
create schema fleet;
create table fleet.vehicle (id int primary key, plate text not null);
create table fleet.truck (axles int not null) inherits (fleet.vehicle);
create table fleet.bus (seats int not null) inherits (fleet.vehicle);
insert into fleet.vehicle select n, 'V-' || n from generate_series(1, 50) n;
insert into fleet.truck select 1000 + n, 'T-' || n, 2 from generate_series(1, 300) n;
insert into fleet.bus select 5000 + n, 'B-' || n, 40 from generate_series(1, 200) n;
