package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.dumping.RunRetryDecision;
import io.holdfast.events.FailureReason;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.store.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of tables in manifests and events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceNamesIT {

    private PostgresServer server;
    private int databases;

    @BeforeAll
    void a_server(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
    }

    @AfterAll
    void stop_server() {
        server.destroy();
    }

    private SourceDatabaseInfo facts(String database) {
        return ((SourceInspectionResult.Seen) new SourceInspector().inspect(superuser(database))).facts();
    }

    private DatabaseConnection superuser(String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
    }

    private String database(String encoding) {
        String name = "in_" + encoding.toLowerCase(Locale.ROOT) + "_" + ++databases;
        server.execute(
                "postgres",
                "create database " + name + " template template0 encoding '" + encoding
                        + "' lc_collate 'C' lc_ctype 'C'");
        return name;
    }

    @ParameterizedTest
    @CsvSource({
        "UTF8, учёт, Счета",
        "WIN1251, учёт, Счета",
        "KOI8R, учёт, Счета",
        "LATIN1, größe, maße",
        "EUC_JP, 会計, 勘定"
    })
    void table_names_are_unchanged(String encoding, String schema, String table) {
        String database = database(encoding);
        server.execute(
                database,
                "create schema \"" + schema + "\"",
                "create table \"" + schema + "\".\"" + table + "\" (id int)");

        SourceDatabaseInfo facts = facts(database);

        assertThat(facts.tables()).containsExactly(new Manifest.Table(schema, table, null));
    }

    @Test
    void undecodable_names_are_escaped_and_remain_distinct() {
        String database = database("SQL_ASCII");
        for (String bytes : new String[] {"6772f6df65", "6772f6e465"}) {
            server.execute(
                    database,
                    "do $$ begin execute format('create table public.%I (id int)', convert_from('\\x" + bytes
                            + "', 'SQL_ASCII')); end $$");
        }

        SourceDatabaseInfo facts = facts(database);

        assertThat(facts.tables())
                .containsExactly(
                        new Manifest.Table("public", "gr\\xF6\\xDFe", null),
                        new Manifest.Table("public", "gr\\xF6\\xE4e", null));
    }

    @Test
    void faults_with_undecodable_names_are_reported() {
        String database = database("SQL_ASCII");
        for (String statement : new String[] {
            "create table public.%1$I (id int)", "alter table public.%1$I add constraint %1$I check (id > 0) not valid"
        }) {
            server.execute(
                    database,
                    "do $$ begin execute format('" + statement
                            + "', convert_from('\\x6772f6df65', 'SQL_ASCII')); end $$");
        }

        SourceDatabaseInfo facts = facts(database);

        assertThat(facts.faults())
                .containsExactly(new Manifest.Fault("constraint", "public", "gr\\xF6\\xDFe", "gr\\xF6\\xDFe"));
    }

    @Test
    void a_role_name_that_cannot_be_encoded_is_not_retried() {
        String database = database("EUC_JP");
        server.createRole("😀", "reader");

        SourceInspectionResult look = new SourceInspector()
                .inspect(DatabaseConnection.to(server.host(), server.port(), "😀", database)
                        .withPassword(Secret.of("reader")));

        assertThat(look)
                .isInstanceOfSatisfying(
                        SourceInspectionResult.NotSeen.class, seen -> assertWrongEncoding(seen.why(), "name"));
    }

    @Test
    void a_value_with_an_invalid_byte_is_not_retried() throws SQLException {
        try (java.sql.Connection session =
                        JdbcConnectionFactory.readOnly(superuser(database("SQL_ASCII")), Duration.ofSeconds(20));
                Statement statement = session.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_catalog.convert_from('\\xe9', 'SQL_ASCII')"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertWrongEncoding(DumpFailure.of(SessionFailure.of(e)), "value"));
        }
    }

    private static void assertWrongEncoding(DumpFailure failure, String what) {
        assertThat(failure.failure()).isEqualTo(FailureReason.WRONG_ENCODING);
        assertThat(failure.sqlState()).contains("22021");
        assertThat(failure.message()).contains(what);
        assertThat(new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1)).after(failure.failure(), 1, 1))
                .isInstanceOf(RunRetryDecision.GiveUp.class);
    }
}
