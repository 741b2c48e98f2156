create table scans (id int primary key, body bytea);
insert into scans select 1, decode(repeat('00ff10ab', 4 * 1024 * 1024), 'hex');
insert into scans select n, decode(md5(n::text), 'hex') from generate_series(2, 50) n;
