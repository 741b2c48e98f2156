do $$ begin if not exists (select from pg_roles where rolname = 'late shift') then create role "late shift"; end if; end $$;

    create table source (id int primary key, v text);
    create index source_by_v on source (v);
    create function run(int) returns int language sql as 'select $1';
    create table watched (id int primary key, rel regclass, fn regprocedure, cfg regconfig, typ regtype, ns regnamespace);
    insert into watched values (1, 'source', 'run(int)', 'english', 'source', 'public'), (2, null, null, 'simple', 'timestamptz', null);
    create table shifts (id int primary key, who regrole);
    insert into shifts values (1, '"late shift"');
    create table index_watch (id int primary key, idx regclass);
    -- Its own index: whatever two workers do, it is made after the rows.
insert into index_watch values (1, 'source_by_v'), (2, 'index_watch_pkey');
