alter database :"DBNAME" set bytea_output = 'escape';
create table keys (id int primary key, body bytea not null);
insert into keys select n, decode(md5(n::text), 'hex') || '\x00ff5c0a'::bytea from generate_series(1, 400) n;
