create table readings (id int, at date) partition by range (at);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
insert into readings select n, '2026-02-01' from generate_series(1, 50) n;
create index readings_by_id on only readings (id);
create table marks (id int primary key, v int);
insert into marks select n, n from generate_series(1, 50) n;
create index marks_by_v on marks (v);
update pg_index set indisvalid = false where indexrelid = 'marks_by_v'::regclass;
alter table marks add constraint marks_small check (v < 10) not valid;
