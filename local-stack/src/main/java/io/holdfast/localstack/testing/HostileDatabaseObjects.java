package io.holdfast.localstack.testing;

import io.holdfast.localstack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects that the owner of a database can create so that another session runs the owner's code. They are operators,
 * functions and aggregates with the names that catalog queries use, views with the names of system catalogs, a cast of
 * a migrations table's column, and settings that put {@code public} first in the search_path. When such code runs, it
 * writes a line to the server's log, which no rollback removes.
 */
public final class HostileDatabaseObjects {

    /** Owner of the database and of all these objects; not a superuser. */
    public static final String OWNER = "planter";

    private static final String OPERATORS = "'=', '<>', '!~', '~', '~~', '!~~', '<', '>', '<=', '>=', '||', '->>'";

    private static final String COPIES_OF_OPERATORS = """
            do $do$ declare o record; begin
              for o in select p.oid, p.oprname as name, p.oprleft::regtype::text as l, p.oprright::regtype::text as r,
                    p.oprresult::regtype::text as result
                  from pg_operator p join pg_type l on l.oid = p.oprleft join pg_type r on r.oid = p.oprright
                  where l.typtype <> 'p' and r.typtype <> 'p' and p.oprname in (%s) loop
                execute format('create function public.planted_%%s(%%s, %%s) returns %%s language plpgsql as %%L', o.oid, o.l, o.r,
                  o.result, format('begin perform public.planted(%%L); return $1 operator(pg_catalog.%%s) $2; end',
                    'operator ' || o.name, o.name));
                execute format('create operator public.%%s (function = public.planted_%%s, leftarg = %%s, rightarg = %%s)', o.name,
                  o.oid, o.l, o.r);
              end loop;
            end $do$""".formatted(OPERATORS);

    /**
     * A literal takes the type of the other operand, so these operators match exactly where PostgreSQL's own require a
     * conversion.
     */
    private static final String CLOSER_OPERATORS = """
            do $do$ declare o record; begin
              for o in select n as name, t as type, row_number() over () as number
                  from unnest(array[%s]) n, unnest(array['name', '"char"', 'oid', 'regclass', 'varchar', 'bool']) t
                  where n <> '->>' and not exists (select from pg_operator where oprname = n and oprleft = t::regtype
                    and oprright = t::regtype) loop
                execute format('create function public.planted_closer_%%s(%%s, %%s) returns %%s language plpgsql as %%L', o.number,
                  o.type, o.type, case o.name when '||' then 'text' else 'bool' end,
                  format('begin perform public.planted(%%L); return true; end', 'closer operator ' || o.name));
                execute format('create operator public.%%s (function = public.planted_closer_%%s, leftarg = %%s, rightarg = %%s)',
                  o.name, o.number, o.type, o.type);
              end loop;
            end $do$""".formatted(OPERATORS);

    private static final String FUNCTIONS = """
            do $do$ declare f record; begin
              for f in select p.proname as name, oidvectortypes(p.proargtypes) as arguments, p.prorettype::regtype::text as result,
                    (select string_agg('$' || i, ', ' order by i) from generate_series(1, p.pronargs) i) as handed_on
                  from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and not p.proretset
                    and p.provariadic = 0 and p.prorettype <> 'record'::regtype
                    and not exists (select from unnest(p.proargtypes) a join pg_type t on t.oid = a where t.typtype = 'p')
                    and p.proname in ('current_setting', 'set_config', 'pg_encoding_to_char', 'pg_is_in_recovery', 'lower', 'upper',
                      'has_table_privilege', 'has_schema_privilege', 'format_type', 'quote_ident', 'pg_get_userbyid', 'length',
                      'pg_database_size', 'shobj_description', 'current_database', 'pg_backend_pid', 'pg_terminate_backend',
                      'host', 'substr', 'left') loop
                execute format('create function public.%I(%s) returns %s language plpgsql as %L', f.name, f.arguments, f.result,
                  format('begin perform public.planted(%L); return pg_catalog.%I(%s); end', 'function ' || f.name, f.name,
                    f.handed_on));
              end loop;
            end $do$""";

    private static final String VIEWS = """
            do $do$ declare v text; begin
              foreach v in array array['pg_class', 'pg_namespace', 'pg_database', 'pg_extension', 'pg_roles', 'pg_constraint',
                  'pg_index', 'pg_depend', 'pg_type', 'pg_am', 'pg_stat_activity', 'pg_tablespace',
                  'pg_db_role_setting', 'pg_largeobject_metadata', 'pg_available_extension_versions'] loop
                execute format('create view public.%I as select * from pg_catalog.%I where public.planted(%L)', v, v, 'view ' || v);
              end loop;
            end $do$""";

    private static final List<String> AGGREGATES = List.of(
            "create function public.planted_count(bigint) returns bigint language plpgsql as"
                    + " 'begin perform public.planted(''aggregate''); return $1 operator(pg_catalog.+) 1; end'",
            "create aggregate public.count(*) (sfunc = public.planted_count, stype = bigint, initcond = '0')",
            "create function public.planted_max(text, text) returns text language plpgsql as"
                    + " 'begin perform public.planted(''aggregate''); return $2; end'",
            "create aggregate public.max(text) (sfunc = public.planted_max, stype = text)",
            "create function public.planted_join(text, text, text) returns text language plpgsql as"
                    + " 'begin perform public.planted(''aggregate''); return $2; end'",
            "create aggregate public.string_agg(text, text) (sfunc = public.planted_join, stype = text)");

    private static final List<String> MIGRATIONS = List.of(
            "create type public.planted_version as (number text)",
            "create function public.planted_cast(public.planted_version) returns text language plpgsql as"
                    + " 'begin perform public.planted(''cast''); return ''7''; end'",
            "create cast (public.planted_version as text) with function public.planted_cast(public.planted_version)",
            "create table public.schema_migrations (version public.planted_version)",
            "insert into public.schema_migrations values (row('7'))");

    private final PostgresServer server;
    private final String mark;

    private HostileDatabaseObjects(PostgresServer server, String mark) {
        this.server = server;
        this.mark = mark;
    }

    /**
     * Creates the objects in an existing database, and makes {@link #OWNER} its owner.
     *
     * @param visitors roles whose settings for this database put {@code public} first in the search_path
     */
    public static HostileDatabaseObjects in(PostgresServer server, String database, String... visitors) {
        String mark = "planted " + UUID.randomUUID();
        server.createRole(OWNER, UUID.randomUUID().toString());
        server.execute(
                database,
                Stream.of(
                                Stream.of(
                                        "alter database \"" + database + "\" owner to " + OWNER,
                                        "alter schema public owner to " + OWNER,
                                        "set search_path = pg_catalog",
                                        "set role " + OWNER,
                                        "create function public.planted(what text) returns boolean language plpgsql as"
                                                + " $$ begin raise log '" + mark
                                                + ": % ran as %', what, current_user; return true; end $$",
                                        COPIES_OF_OPERATORS,
                                        CLOSER_OPERATORS,
                                        FUNCTIONS,
                                        VIEWS),
                                AGGREGATES.stream(),
                                MIGRATIONS.stream(),
                                Stream.of(
                                        "alter database \"" + database + "\" set search_path = public, pg_catalog",
                                        "reset role"),
                                Stream.of(visitors)
                                        .map(visitor -> "alter role \"" + visitor + "\" in database \"" + database
                                                + "\" set search_path = public, pg_catalog"))
                        .flatMap(statements -> statements)
                        .toArray(String[]::new));
        return new HostileDatabaseObjects(server, mark);
    }

    /** The objects that have run so far and the roles that ran them, from the server's log. */
    public List<String> runs() {
        return runsOn(server);
    }

    /** The same for another server, to which a backup of the database was restored. */
    public List<String> runsOn(PostgresServer other) {
        try (Stream<String> lines = Files.lines(other.log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(mark + ":"))
                    .filter(line -> !line.contains("% ran as %"))
                    .map(line -> line.substring(line.indexOf(mark) + mark.length() + 2))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
