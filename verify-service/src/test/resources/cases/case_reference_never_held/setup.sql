create table parents (id int primary key);
create table children (id int primary key, parent int constraint children_parent references parents);
insert into parents select n from generate_series(1, 20) n;
set session_replication_role = replica;
insert into children values (1, 1), (2, 1987654321);
