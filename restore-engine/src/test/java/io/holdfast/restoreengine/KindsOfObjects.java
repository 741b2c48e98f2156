package io.holdfast.restoreengine;

import java.util.List;

/** Definitions of objects of many types that depend on each other, some in cycles. */
final class KindsOfObjects {

    static final List<String> ALL = List.of(
            "create schema app",
            "create extension hstore",
            "create type mood as enum ('glad', 'sad')",
            "create domain positive as int check (value > 0)",
            "create type pair as (a int, b mood)",
            "create collation plain from \"C\"",
            // A base type and its functions depend on each other.
            "create type point2",
            "create function point2_in(cstring) returns point2 language internal immutable strict as 'int4in'",
            "create function point2_out(point2) returns cstring language internal immutable strict as 'int4out'",
            "create type point2 (input = point2_in, output = point2_out, like = int4)",
            "create function twice(int) returns int language sql immutable as 'select $1 * 2'",
            "create function plus_state(int, int) returns int language sql immutable as 'select $1 + $2'",
            "create function to_mood(bigint) returns mood language sql immutable as $$ select 'sad'::public.mood $$",
            "create function mood_of(int) returns mood language sql immutable as $$ select 'sad'::public.mood $$",
            "create cast (int as mood) with function mood_of(int)",
            "create function on_row() returns trigger language plpgsql as 'begin return new; end'",
            "create function on_ddl() returns event_trigger language plpgsql as 'begin end'",
            "create aggregate total(int) (sfunc = plus_state, stype = int)",
            "create operator === (leftarg = int, rightarg = int, function = plus_state)",
            "create sequence counter",
            "create table orders (id int primary key, m mood, amount int check (twice(amount) > 0),"
                    + " n int default nextval('counter'), c text collate plain, x point2)",
            "insert into orders select n, 'glad', n from generate_series(1, 10) n",
            // A table whose constraint takes its rows, and one whose default reads another table.
            "create function is_fine(orders) returns boolean language sql immutable as 'select true'",
            "alter table orders add constraint fine check (is_fine(orders))",
            "create function newest() returns int begin atomic select max(id) from orders; end",
            "create table stamped (id serial primary key, o int default newest(), h hstore,"
                    + " g int generated always as identity)",
            // A view that depends on a primary key follows it.
            "create view grouped as select id, m from orders group by id",
            "create materialized view counted as select count(*) from grouped",
            "create table a_first (id int primary key)",
            "create table z_last (id int primary key, a int)",
            "create view z_view as select id as x from orders",
            "create view a_view as select 1 as x",
            "create table parted (id int, n int, primary key (id, n)) partition by range (n)",
            "create table parted_1 partition of parted for values from (0) to (10) partition by range (n)",
            "create table a_leaf partition of parted_1 for values from (0) to (5)",
            "create table z_leaf partition of parted for values from (10) to (15)",
            "alter table z_leaf add unique (n)",
            "insert into parted values (1, 1), (2, 11)",
            "create table refers (id int, n int, foreign key (id, n) references parted)",
            "create index on parted (n)",
            "create trigger t after insert on parted for each row execute function on_row()",
            "create index on orders (twice(amount))",
            "create statistics s on id, o from stamped",
            "create statistics orders_s on id, n from orders",
            "create trigger t before insert on orders for each row execute function on_row()",
            "create rule r as on delete to orders do also delete from z_last",
            "create policy p on orders using (exists (select from a_first))",
            "create publication p for table a_first",
            "create publication q for table z_last where (a > 1)",
            "create foreign data wrapper w",
            "create server s foreign data wrapper w",
            "create user mapping for current_user server s",
            "create foreign table far (id int) server s",
            "create text search dictionary d (template = simple)",
            "create text search configuration c (parser = default)",
            "alter text search configuration c add mapping for word with d",
            "create event trigger e on ddl_command_end execute function on_ddl()",
            "alter event trigger e disable",
            "create table app.inside (id int primary key, child_of int references app.inside)",
            "create table app.child () inherits (app.inside)",
            "alter default privileges in schema app grant select on tables to public");

    private KindsOfObjects() {}
}
