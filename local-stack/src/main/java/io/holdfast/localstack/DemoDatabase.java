package io.holdfast.localstack;

import io.holdfast.localstack.testing.EdgeCaseDatabaseScripts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database for demos: pgbench's tables, the tables of a small application, and object types that backups often get
 * wrong, about 100 MB in total. It has a role that may read everything and change nothing.
 */
public final class DemoDatabase {

    public static final String NAME = "demo";

    private static final String ROLE = "demo_backup";
    private static final String OWNER = "demo_owner";
    private static final int PGBENCH_SCALE = 4;
    private static final int NOTES = 60_000;

    /** About 600 bytes per row, all rows different. */
    private static final String FILL_NOTES = """
        insert into notes (author, written_at, body, attributes)
        select 1 + n %% 200,
               timestamptz '2026-01-01 00:00:00Z' + n * interval '97 seconds',
               (select string_agg(md5(n::text || '/' || part::text), ' ') from generate_series(1, 10) part),
               jsonb_build_object('n', n, 'tags', jsonb_build_array('t' || n %% 17, 't' || n %% 23),
                                  'weight', round((n %% 1000) / 7.0, 3), 'draft', n %% 5 = 0)
        from generate_series(1, %d) n\
        """.formatted(NOTES);

    private DemoDatabase() {}

    /** Creates the database unless it exists. */
    public static SourceDatabase prepare(PostgresServer server) {
        String password = server.passwordOf(ROLE);
        server.createRole(ROLE, password);
        if (!isFilled(server)) {
            server.createRole(OWNER, server.passwordOf(OWNER));
            server.execute(
                    "postgres",
                    "alter role " + OWNER + " createdb",
                    "drop database if exists " + NAME,
                    "create database " + NAME + " owner " + OWNER);
            pgbench(server);
            fill(server);
        }
        return new SourceDatabase(NAME, server.host(), server.port(), ROLE, password, NAME);
    }

    /** The same database, with its owner, which may create databases, as a restore requires. */
    public static SourceDatabase target(PostgresServer server) {
        return new SourceDatabase(NAME, server.host(), server.port(), OWNER, server.passwordOf(OWNER), NAME);
    }

    /**
     * The comment is written last. A database whose creation was interrupted, or that has another owner, is created
     * again.
     */
    private static boolean isFilled(PostgresServer server) {
        try (Connection connection = server.connect("postgres");
                Statement sql = connection.createStatement();
                ResultSet filled = sql.executeQuery("select shobj_description(oid, 'pg_database') = 'complete'"
                        + " from pg_database where datname = '" + NAME + "' and pg_get_userbyid(datdba) = '" + OWNER
                        + "'")) {
            return filled.next() && filled.getBoolean(1);
        } catch (SQLException e) {
            throw new StackException("cannot check for the demo database: " + e.getMessage(), e);
        }
    }

    private static void fill(PostgresServer server) {
        server.execute(
                NAME,
                "set role " + OWNER,
                "create table authors (id int generated always as identity primary key, name text not null unique)",
                "insert into authors (name) select 'author ' || n from generate_series(1, 200) n",
                "create table notes (id bigint generated always as identity primary key,"
                        + " author int not null references authors, written_at timestamptz not null,"
                        + " body text not null, attributes jsonb not null)",
                FILL_NOTES,
                "create index on notes using gin (attributes jsonb_path_ops)",
                "create index on notes (written_at)",
                "create view recent_notes as select * from notes order by written_at desc limit 100",
                EdgeCaseDatabaseScripts.ofAnOwner(),
                "reset role",
                "grant pg_read_all_data to " + ROLE,
                "comment on database " + NAME + " is 'complete'");
        // pg_dumpall reads roles from here, so the demo's backups can include roles.
        server.execute("postgres", "grant select on pg_catalog.pg_authid to " + ROLE);
    }

    /** The password is passed in the environment, which only this user and root can read. */
    private static void pgbench(PostgresServer server) {
        ProcessBuilder pgbench = new ProcessBuilder(List.of(
                        server.program("pgbench").toString(),
                        "--initialize",
                        "--quiet",
                        "--scale=" + PGBENCH_SCALE,
                        "--host=" + server.host(),
                        "--port=" + server.port(),
                        "--username=" + OWNER,
                        NAME))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(server.log().toFile()));
        pgbench.environment().put("PGPASSWORD", server.passwordOf(OWNER));
        try {
            Process process = pgbench.start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StackException("pgbench failed to fill the demo database. Hint: see " + server.log());
            }
        } catch (IOException e) {
            throw new StackException(
                    "cannot start pgbench: " + e.getMessage() + ". Hint: apt-get install postgresql-15", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while filling the demo database", e);
        }
    }
}
