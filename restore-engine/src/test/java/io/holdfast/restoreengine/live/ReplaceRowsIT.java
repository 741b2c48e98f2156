package io.holdfast.restoreengine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.contents.TableRowReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of tables from generated databases, each with the rows of a second database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaceRowsIT {

    private PostgresServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("server"));
    }

    @AfterAll
    void stop() {
        server.destroy();
    }

    @Test
    void a_partitioned_table_has_columns_with_line_ends() throws SQLException {
        databases(
                "lines",
                "UTF8",
                "create table t (\"a\nb\" int, c text) partition by hash (c)",
                "create table t_0 partition of t for values with (modulus 1, remainder 0)",
                "insert into t values (1, 'x'), (2, 'y')");
        server.execute("lines", "delete from t where c = 'x'");

        assertThat(replaced("lines", new TableName("public", "t"), "(\"a\nb\", c)"))
                .isEqualTo(new ReplaceRowsResult.Replaced());
    }

    @Test
    void names_of_a_database_without_an_encoding_are_no_ascii() throws SQLException {
        databases(
                "ascii",
                "SQL_ASCII",
                "create table \"Größe\" (\"Länge\" int)",
                "insert into \"Größe\" values (1), (2)");
        server.execute("ascii", "delete from \"Größe\"");

        assertThat(replaced("ascii", new TableName("public", "Größe"), "(\"Länge\")"))
                .isEqualTo(new ReplaceRowsResult.Replaced());
    }

    @Test
    void rows_of_a_database_without_an_encoding_are_bytes() throws SQLException {
        databases(
                "bytes",
                "SQL_ASCII",
                "create table t (c text)",
                "insert into t values (convert_from('\\xfe80e4', 'SQL_ASCII'))");
        server.execute("bytes", "delete from t");

        assertThat(replaced("bytes", new TableName("public", "t"), "(c)")).isEqualTo(new ReplaceRowsResult.Replaced());
    }

    @Test
    void a_live_database_reads_null_in_arrays_as_text() throws SQLException {
        databases("nulls", "UTF8", "create table t (c text[])", "insert into t values (array[null, 'NULL', 'x'])");
        server.execute("nulls", "delete from t", "alter database nulls set array_nulls = off");

        assertThat(replaced("nulls", new TableName("public", "t"), "(c)")).isEqualTo(new ReplaceRowsResult.Replaced());
    }

    @Test
    void a_primary_key_that_is_deferrable_is_no_replica_identity() throws SQLException {
        databases("published", "UTF8", "create table t (c int primary key deferrable)", "insert into t values (1)");
        server.execute("published", "create publication p for table t");

        ReplaceRowsResult result = replaced("published", new TableName("public", "t"), "(c)");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ReplaceRowsResult.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly("no_replica_identity"));
    }

    private void databases(String name, String encoding, String... statements) {
        for (String database : List.of(name, name + "_back")) {
            server.execute(
                    "postgres",
                    "create database " + database + " encoding '" + encoding + "' locale 'C' template template0");
            server.execute(database, statements);
        }
    }

    private ReplaceRowsResult replaced(String name, TableName table, String columns) throws SQLException {
        DatabaseConnection back = connection(name + "_back");
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(back, Duration.ZERO)) {
            Fingerprint rows = new TableRowReader(session)
                    .fingerprint(table, columns, bytes -> true)
                    .orElseThrow();
            TableContentFingerprint contents = new TableContentFingerprint(table, columns, rows);
            return ReplaceRows.replace(
                    back, connection(name), List.of(new ArchivedTableRows(table, List.of(contents))), findings -> {});
        }
    }

    private DatabaseConnection connection(String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }
}
