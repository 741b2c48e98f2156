-- Simulates another version of a collation: the index does not find two of the rows.
create table hosts (name text primary key, retries bigint);
insert into hosts select 'host' || n || '.example.org', n from generate_series(1, 300) n;
update pg_index set indisready = false, indisunique = false where indexrelid = 'hosts_pkey'::regclass;
\c
insert into hosts values ('host7.example.org', 1), ('host8.example.org', 2);
update pg_index set indisready = true, indisunique = true where indexrelid = 'hosts_pkey'::regclass;
