-- Object types that backups often get wrong. An owner without superuser privileges runs this script; a read-only role dumps the result.
create schema "Kinds of Things";
set search_path = "Kinds of Things", public;

-- Names with spaces, dots, quotes, capital letters and other alphabets.
create table "Maße & Gewichte.v2" ("select" int primary key, "It's ""quoted""" text, "Имя" text constraint "не пусто" check ("Имя" <> ''));
insert into "Maße & Gewichte.v2" select n, E'tab\there\\\n' || n, 'Имя ' || n from generate_series(1, 100) n;
create index "по имени" on "Maße & Gewichte.v2" ("Имя");

-- Inheritance: a parent with its own rows, which also returns the rows of its children.
create table vehicle (id int primary key, plate text not null);
create table truck (axles int not null) inherits (vehicle);
create table bus (seats int not null) inherits (vehicle);
insert into vehicle select n, 'V-' || n from generate_series(1, 20) n;
insert into truck select 1000 + n, 'T-' || n, 2 + n % 4 from generate_series(1, 60) n;
insert into bus select 5000 + n, 'B-' || n, 20 + n % 40 from generate_series(1, 40) n;

-- The hash of an enum value differs between databases, and so does the partition of a row.
create type state as enum ('new', 'running', 'done', 'failed');
create table job (id bigint, state state not null, payload text) partition by hash (state);
create table job_0 partition of job for values with (modulus 2, remainder 0);
create table job_1 partition of job for values with (modulus 2, remainder 1);
insert into job select n, (enum_range(null::state))[1 + n % 4], md5(n::text) from generate_series(1, 300) n;

-- Subpartitions, and a default partition.
create table usage (id bigint, at date not null, kwh numeric) partition by range (at);
create table usage_first partition of usage for values from ('2025-01-01') to ('2025-07-01');
create table usage_second partition of usage for values from ('2025-07-01') to ('2026-01-01') partition by list (extract(month from at));
create table usage_summer partition of usage_second for values in (7, 8, 9);
create table usage_rest partition of usage_second default;
insert into usage select n, date '2025-01-01' + n % 365, n * 0.1 from generate_series(1, 400) n;

-- A trigger that also fires with session_replication_role = replica, and writes to another table.
create table member (id int primary key, name text, changed timestamptz);
create table member_history (n bigserial primary key, op text, id int);
create function remember() returns trigger language plpgsql set search_path = "Kinds of Things" as $$
begin
  insert into member_history (op, id) values (tg_op, new.id);
  new.changed := clock_timestamp();
  return new;
end $$;
insert into member select n, 'm' || n, '2020-01-01 00:00:00Z' from generate_series(1, 50) n;
create trigger remember before insert or update on member for each row execute function remember();
alter table member enable always trigger remember;

-- Descending sequences, and sequences that a default uses but no column owns.
create sequence shared_numbers start 4711 increment 7;
create table invoice (
    id bigint generated always as identity (increment by -1 minvalue 1 maxvalue 900 start with 900) primary key,
    number bigint default nextval('"Kinds of Things".shared_numbers'),
    total numeric);
insert into invoice (total) select n / 3.0 from generate_series(1, 100) n;

-- A generated column with a user-defined function that sets its own search_path.
create function slug(v text) returns text language sql immutable strict set search_path = pg_catalog
  as $$ select trim(both '-' from regexp_replace(lower(v), '[^a-z0-9]+', '-', 'g')) $$;
create table article (id int primary key, title text, slug text generated always as (slug(title)) stored);
insert into article (id, title) select n, 'Title № ' || n from generate_series(1, 60) n;

-- Values that name objects.
create table watched (id int primary key, rel regclass, typ regtype, cfg regconfig, ns regnamespace);
insert into watched values (1, 'vehicle', 'state', 'english', '"Kinds of Things"'), (2, null, 'timestamptz', 'simple', null);

-- A NOT VALID constraint, with a row that violates it.
create table reading (id int primary key, value int);
insert into reading select n, n - 1 from generate_series(1, 30) n;
alter table reading add constraint reading_positive check (value > 0) not valid;

-- Tables that refer to each other.
create table left_side (id int primary key, other int);
create table right_side (id int primary key, other int references left_side);
insert into left_side select n, n from generate_series(1, 20) n;
insert into right_side select n, n from generate_series(1, 20) n;
alter table left_side add foreign key (other) references right_side deferrable initially deferred;

-- A materialized view on another one, and a view on top.
create materialized view by_state as select state, count(*) as n from job group by 1;
create unique index on by_state (state);
create materialized view all_states as select sum(n) as n from by_state;
create view seen_states as select n from all_states;

-- A rule that discards rows, an unlogged table, a dropped column, and a column that was added later with a default.
create table quiet (id int primary key, gone text, kept text);
insert into quiet select n, 'x', 'k' || n from generate_series(1, 20) n;
alter table quiet drop column gone;
alter table quiet add column late timestamptz not null default '2026-01-01 00:00:00Z';
create rule nothing as on insert to quiet do instead nothing;
create unlogged table scratch (id int primary key);
insert into scratch select n from generate_series(1, 10) n;

-- Minimum and maximum values of types.
create domain short as text check (length(value) < 20);
create type pair as (a int, b text);
create table extremes (
    id int primary key, f float8, n numeric, d date, t timestamptz, i interval, b bytea, s short, p pair, a int[], r tstzrange, j json);
insert into extremes values
    (1, 'NaN', 'NaN', 'infinity', '-infinity', '-1 year 2 mons -3 days 04:05:06.789', '\x00ff5c0a27', 'short', (1, E'a,"b"\\'), '{1,null,3}', 'empty', '{"a" :  1}'),
    (2, '-0', -123456789012345678901234567890.5, '4713-01-01 BC', '294276-12-31 23:59:59Z', '178000000 years', '', '', null, '{}', '[2026-01-01,)', 'null'),
    (3, 1.7976931348623157e308, 0.000000000000000000001, null, null, null, null, null, (null, null), '{{1,2},{3,4}}', '(,)', '"\u0001"');
reset search_path;
