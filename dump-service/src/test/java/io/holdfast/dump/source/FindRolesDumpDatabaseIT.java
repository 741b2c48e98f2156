package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.dump.source.FindRolesDumpDatabase.RolesDatabase;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.PgDumpall;
import io.holdfast.postgrestools.PgDumpall.RolePasswords;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of roles from a server without a database postgres, and by a role with a connection limit of one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindRolesDumpDatabaseIT {

    private static final Duration SOON = Duration.ofMinutes(5);

    private PostgresServer server;

    @BeforeAll
    void a_server(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase("app");
        server.createDatabase("it's = odd");
        server.createRole("reader", "r");
        server.grantReadAll("reader");
        server.execute("app", "alter role reader connection limit 1", "create table items (id int)");
    }

    @AfterAll
    void stop_server() {
        server.destroy();
    }

    private DatabaseConnection reader(String database) {
        return DatabaseConnection.to(server.host(), server.port(), "reader", database)
                .withPassword(Secret.of("r"));
    }

    @Test
    void roles_are_dumped_from_the_backed_up_database_if_there_is_no_other() throws Exception {
        server.execute("app", "drop database postgres");
        try {
            RolesDatabase template =
                    new FindRolesDumpDatabase().find(reader("app")).orElseThrow();
            server.execute("app", "alter database template1 allow_connections false");
            RolesDatabase own =
                    new FindRolesDumpDatabase().find(reader("it's = odd")).orElseThrow();

            assertThat(template.connection().database()).isEqualTo("template1");
            assertThat(own.connection().database()).isEqualTo("it's = odd");
            assertThat(roles(own)).contains("CREATE ROLE reader;");
        } finally {
            server.execute("app", "create database postgres", "alter database template1 allow_connections true");
        }
    }

    @Test
    void the_privilege_to_read_password_hashes_is_checked_in_the_database_of_the_roles() throws Exception {
        server.createRole("plain", "p");
        server.execute("app", "grant select on pg_catalog.pg_authid to plain");
        DatabaseConnection plain = DatabaseConnection.to(server.host(), server.port(), "plain", "app")
                .withPassword(Secret.of("p"));

        RolesDatabase elsewhere = new FindRolesDumpDatabase().find(plain).orElseThrow();
        server.execute("postgres", "grant select on pg_catalog.pg_authid to plain");
        RolesDatabase there = new FindRolesDumpDatabase().find(plain).orElseThrow();

        assertThat(elsewhere.mayReadPasswords()).isFalse();
        assertThat(there.mayReadPasswords()).isTrue();
    }

    /** Inspection, pg_dump, and pg_dumpall connect one immediately after the other, many times. */
    @Test
    void a_role_with_one_connection_creates_a_complete_backup() throws Exception {
        for (int time = 0; time < 4; time++) {
            SourceInspectionResult look = new SourceInspector().inspect(reader("app"));
            assertThat(look).isInstanceOf(SourceInspectionResult.Seen.class);
            DatabaseConnection seen = ((SourceInspectionResult.Seen) look).connection();
            PgDump.Options options = new PgDump.Options(false, ArchiveCompression.parse("none"), SOON, 0);
            try (RunningProgram dump = new PgDump(programs(), seen, options).start()) {
                dump.output().transferTo(OutputStream.nullOutputStream());
                assertThat(dump.await().succeeded()).isTrue();
            }

            assertThat(roles(new FindRolesDumpDatabase().find(seen).orElseThrow()))
                    .contains("CREATE ROLE reader;");
        }
    }

    private static ClientPrograms programs() {
        return InstalledClientPrograms.find(List.of()).newest().orElseThrow();
    }

    private static String roles(RolesDatabase database) throws Exception {
        RolePasswords passwords = database.mayReadPasswords() ? RolePasswords.INCLUDED : RolePasswords.LEFT_OUT;
        try (RunningProgram dump = new PgDumpall(programs(), database.connection(), passwords, SOON).start()) {
            String text = new String(dump.output().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(dump.await().succeeded()).isTrue();
            return text;
        }
    }
}
