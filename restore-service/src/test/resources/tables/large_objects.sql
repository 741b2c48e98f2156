create table public.documents (id int primary key, content oid not null);
insert into public.documents select n, lo_from_bytea(0, decode(md5(n::text), 'hex')) from generate_series(1, 14000) n;
