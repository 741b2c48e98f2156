package io.holdfast.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Rows like those of an application: chat messages with jsonb, embeddings, events. They compress to about 40 %, as such
 * data usually does.
 */
final class SampleDataGenerator {

    private static final List<String> SCHEMA = List.of(
            "create table account (id int primary key, name text, settings jsonb)",
            "create table message (id bigint, conversation bigint, account int, role text, sent_at timestamptz, content text,"
                    + " metadata jsonb)",
            "create extension vector",
            "create table embedding (id bigint, message bigint, model text, value vector(1536))",
            "create table event (id bigint, at timestamptz, kind text, account int, amount numeric(12,2))");

    private static final List<String> FINISH = List.of(
            "alter table message add primary key (id)",
            "create index on message (conversation, sent_at)",
            "create index on event (account, at)",
            "analyze");

    private SampleDataGenerator() {}

    /** Roughly 1.3 GB on disk and 1.5 GB as text at scale 1. */
    static void fill(String jdbcUrl, String user, String password, double scale) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
            statement.execute(
                    "insert into account select g, 'account ' || g, jsonb_build_object('theme', g % 3, 'key', md5(g::text))"
                            + " from generate_series(1, 10000) g");
            statement.execute(messages((long) (1_500_000 * scale)));
            statement.execute(embeddings((long) (30_000 * scale)));
            statement.execute(events((long) (5_000_000 * scale)));
            for (String sql : FINISH) {
                statement.execute(sql);
            }
        }
    }

    private static String messages(long count) {
        return "insert into message select g, g / 12, g % 10000, (array['user','assistant','tool'])[1 + g % 3],"
                + " timestamptz '2025-01-01 UTC' + g * interval '17 seconds',"
                + " 'Could you look at ticket ' || g || ' and tell me why ' || md5(g::text) || ' fails after the deployment of '"
                + " || md5((g * 7)::text) || '? The last run said: step ' || (g % 97) || ' of ' || (g % 11) || ' was skipped.',"
                + " jsonb_build_object('tokens', g % 4096, 'model', 'm-' || g % 5, 'trace', md5((g * 13)::text), 'cached', g % 2 = 0)"
                + " from generate_series(1, " + count + ") g";
    }

    private static String embeddings(long count) {
        return "insert into embedding select g, g * 50, 'embedding-3',"
                + " (select array_agg((random() * 2 - 1)::real) from generate_series(1, 1536) where g > 0)::vector"
                + " from generate_series(1, " + count + ") g";
    }

    private static String events(long count) {
        return "insert into event select g, timestamptz '2025-01-01 UTC' + g * interval '5.1 seconds',"
                + " (array['login','message','purchase','export','logout'])[1 + (hashint8(g) & 1023) % 5],"
                + " abs(hashint8(g * 3)) % 10000, (abs(hashint8(g * 11)) % 1000000) / 100.0"
                + " from generate_series(1, " + count + ") g";
    }

    /** Rows whose uncompressed dump has this number of bytes. The table is unlogged, because only pg_dump reads it. */
    static void fillBytes(String jdbcUrl, String user, String password, long dumpedBytes) throws SQLException {
        long rows = dumpedBytes / (2 * 1008 + 12);
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create unlogged table blob (id bigint, bytes bytea)");
            statement.execute(
                    "insert into blob select g, decode(repeat(md5(g::text), 63), 'hex') from generate_series(1, " + rows
                            + ") g");
        }
    }
}
