create table source (id int primary key, v text);
create function run(int) returns int language sql as 'select $1';
create table watched (id int primary key, rel regclass, fn regprocedure, cfg regconfig, typ regtype, ns regnamespace);
insert into watched values (1, 'source', 'run(int)', 'english', 'source', 'public'), (2, null, null, 'simple', 'timestamptz', null);
