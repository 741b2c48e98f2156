-- One object of every kind that PostgreSQL has, and of which each could need a right of its own to be dumped. Run as superuser.
create schema closed;
create schema open;
grant usage on schema open to reader;

-- Tables: without a grant, with grants on columns, in a closed schema, readable.
create table open.plain (id int primary key, text text);
insert into open.plain values (1, 'one');
create table open.columns (id int, secret text);
grant select (id) on open.columns to reader;
create table closed.granted (id int);
grant select on closed.granted to reader;
create table closed.hidden (id int);
create table open.granted (id int);
grant select on open.granted to reader;
create unlogged table open.unlogged (id int);
create table open.no_columns ();
create table open.parent (id int);
grant select on open.parent to reader;
create table open.child (more int) inherits (open.parent);
create table open.root (id int) partition by range (id);
create table open.leaf partition of open.root for values from (0) to (10);
grant select on open.leaf to reader;
create table open.granted_root (id int) partition by range (id);
grant select on open.granted_root to reader;
create table open.ungranted_leaf partition of open.granted_root for values from (0) to (10);

-- Row security: of a table with rows, of the owner, forced.
create table open.protected (id int);
alter table open.protected enable row level security;
grant select on open.protected to reader;
create policy all_rows on open.protected for select to reader using (true);
create table open.protected_root (id int) partition by range (id);
alter table open.protected_root enable row level security;
create table open.protected_leaf partition of open.protected_root for values from (0) to (10);
grant select on open.protected_root, open.protected_leaf to reader;
create table open.own_protected (id int);
alter table open.own_protected enable row level security;
alter table open.own_protected owner to reader;
create table open.own_forced (id int);
alter table open.own_forced enable row level security;
alter table open.own_forced force row level security;
alter table open.own_forced owner to reader;
create table open.policy_only (id int);
create policy none on open.policy_only using (false);
grant select on open.policy_only to reader;

-- Sequences: of their own, of columns, granted for use only.
create sequence open.numbers;
create sequence open.usable;
grant usage on sequence open.usable to reader;
create sequence closed.granted_numbers;
grant select on sequence closed.granted_numbers to reader;
create table open.serials (a serial, b int generated always as identity);
grant select on open.serials to reader;

-- Views, and materialised views with and without rows.
create view open.view as select * from open.plain;
create materialized view open.materialised as select * from open.plain;
create materialized view closed.unfilled as select * from open.plain with no data;
create rule nothing as on insert to open.plain do also nothing;

-- Large objects: of the superuser, of everybody, of the role, of the role that has revoked its own right.
select lo_from_bytea(4001, 'closed');
select lo_from_bytea(4002, 'open');
grant select on large object 4002 to public;
select lo_from_bytea(4003, 'own');
alter large object 4003 owner to reader;
select lo_from_bytea(4004, 'revoked');
alter large object 4004 owner to reader;
revoke all on large object 4004 from reader;
select lo_from_bytea(4005, 'of a group');
grant select on large object 4005 to readers;
select lo_from_bytea(4006, 'of nobody');
revoke all on large object 4006 from postgres;
comment on large object 4001 is 'closed';

-- Tables and sequences of extensions, with rows of their own and without, also in the system's schema.
create extension citext;
create table closed.configured (id int);
create table closed.of_the_extension (id int);
create sequence closed.configured_numbers;
create sequence closed.numbers_of_the_extension;
create table open.protected_configured (id int);
alter table open.protected_configured enable row level security;
grant select on open.protected_configured to reader;
create table open.protected_of_the_extension (id int);
alter table open.protected_of_the_extension enable row level security;
grant select on open.protected_of_the_extension to reader;
alter extension citext add table closed.configured;
alter extension citext add table closed.of_the_extension;
alter extension citext add sequence closed.configured_numbers;
alter extension citext add sequence closed.numbers_of_the_extension;
alter extension citext add table open.protected_configured;
alter extension citext add table open.protected_of_the_extension;
update pg_extension set extconfig = array['closed.configured'::regclass::oid, 'closed.configured_numbers'::regclass::oid,
    'open.protected_configured'::regclass::oid], extcondition = array['', '', '']
  where extname = 'citext';
create table information_schema.of_a_superuser (id int);

-- Foreign data.
create foreign data wrapper elsewhere options (debug 'true');
create server head_office foreign data wrapper elsewhere options (host '127.0.0.1');
create user mapping for mapped server head_office options (user 'hq_reader', password 'very-secret-4711');
create user mapping for public server head_office options (user 'anybody');
create user mapping for readers server head_office;
create foreign table open.foreign_table (id int) server head_office options (name 'orders');
create foreign table closed.foreign_table (id int) server head_office;

-- Everything else.
create publication told for table open.plain;
create publication told_all for all tables;
create subscription heard connection 'host=127.0.0.1 port=1 dbname=hq password=very-secret-4712' publication told
  with (connect = false, enabled = false, create_slot = false, slot_name = none);
create type closed.pair as (a int, b int);
create type closed.mood as enum ('good', 'bad');
create domain closed.positive as int check (value > 0);
create type closed.span as range (subtype = int);
create function closed.twice(n int) returns int language sql immutable as 'select n * 2';
revoke all on function closed.twice(int) from public;
create function closed.touch() returns trigger language plpgsql as 'begin return new; end';
create procedure closed.nothing() language sql as 'select 1';
create aggregate closed.total (int) (sfunc = int4pl, stype = int, initcond = '0');
create operator closed.## (leftarg = int, rightarg = int, function = int4pl);
create transform for int language sql (from sql with function varchar_support(internal));
create trigger touched before update on open.plain for each row execute function closed.touch();
create function closed.remember() returns event_trigger language plpgsql as 'begin null; end';
create event trigger remember on ddl_command_end execute function closed.remember();
alter event trigger remember disable;
create statistics closed.stats on id, text from open.plain;
create index by_text on open.plain (lower(text));
create collation closed.plainly from "C";
create conversion closed.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create text search configuration closed.words (copy = simple);
create text search dictionary closed.simply (template = simple);
create text search parser closed.parsing (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template closed.templated (lexize = dsimple_lexize);
create cast (closed.mood as text) with inout;
create operator family closed.family using btree;
create operator class closed.class for type int using btree as operator 1 <, operator 3 =, function 1 btint4cmp(int, int);
create access method heap_again type table handler heap_tableam_handler;
create language plsomething handler plpgsql_call_handler;
alter default privileges in schema closed revoke execute on functions from public;
alter database every_kind set work_mem = '8MB';
comment on schema closed is 'closed';
