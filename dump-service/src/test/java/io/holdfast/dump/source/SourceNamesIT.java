package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.store.Manifest;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest and the events call the tables of a database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceNamesIT {

    private PostgresServer server;

    @BeforeAll
    void a_server(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
    }

    @AfterAll
    void it_ends() {
        server.destroy();
    }

    private SourceFacts facts(String database) {
        Connection connection = Connection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()));
        return ((SourceLook.Seen) new SourceInspector().look(connection)).facts();
    }

    private String database(String encoding) {
        String name = "in_" + encoding.toLowerCase(Locale.ROOT);
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
    void tables_are_named_as_they_are(String encoding, String schema, String table) {
        String database = database(encoding);
        server.execute(
                database,
                "create schema \"" + schema + "\"",
                "create table \"" + schema + "\".\"" + table + "\" (id int)");

        SourceFacts facts = facts(database);

        assertThat(facts.tables()).containsExactly(new Manifest.Table(schema, table, null));
    }

    @Test
    void names_of_undecodable_bytes_are_escaped_and_stay_apart() {
        String database = database("SQL_ASCII");
        for (String bytes : new String[] {"6772f6df65", "6772f6e465"}) {
            server.execute(
                    database,
                    "do $$ begin execute format('create table public.%I (id int)', convert_from('\\x" + bytes
                            + "', 'SQL_ASCII')); end $$");
        }

        SourceFacts facts = facts(database);

        assertThat(facts.tables())
                .containsExactly(
                        new Manifest.Table("public", "gr\\xF6\\xDFe", null),
                        new Manifest.Table("public", "gr\\xF6\\xE4e", null));
    }
}
