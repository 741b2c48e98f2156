package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.DocumentedSqlRunner;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PgDumpall;
import io.holdfast.postgrestools.PgDumpall.RolePasswords;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.store.DumpOmission;
import java.io.ByteArrayOutputStream;
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

/** Dumps of a standby with unlogged tables, whose rows do not exist on a standby. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyIT {

    private PostgresServer primary;
    private PostgresServer standby;

    @BeforeAll
    void a_standby_of_a_primary(@TempDir Path folder) {
        primary = PostgresServer.start(folder.resolve("primary"));
        primary.createRole("app_owner", "owner");
        primary.createDatabase("app");
        DocumentedSqlRunner.of("roles.md").run(primary, "The backup role");
        primary.execute(
                "app",
                "create table logged (id int)",
                "insert into logged values (4711)",
                "create unlogged table cache (id serial, n int generated always as identity, text text)",
                "insert into cache (text) values ('only on the primary')",
                "create unlogged sequence tickets",
                "create unlogged table protected (id int)",
                "alter table protected enable row level security",
                "create table protected_root (id int) partition by range (id)",
                "create unlogged table leaf partition of protected_root for values from (0) to (9)");
        standby = primary.startStandby(folder.resolve("standby"));
    }

    @AfterAll
    void stop_servers() {
        standby.destroy();
        primary.destroy();
    }

    @Test
    void a_standby_is_dumped_without_rows_of_unlogged_tables() throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();

        assertThat(ReferenceDumps.into(archive, backupRole(standby), false).succeeded())
                .isTrue();

        assertThat(archive.toString(StandardCharsets.ISO_8859_1))
                .contains("4711", "CREATE UNLOGGED TABLE public.cache")
                .doesNotContain("only on the primary");
    }

    @Test
    void omitted_unlogged_tables_are_reported() {
        SourceDatabaseInfo facts = facts(standby);

        assertThat(facts.server().inRecovery()).isTrue();
        assertThat(facts.rights().isEmpty()).as(facts.rights().toString()).isTrue();
        assertThat(facts.omissions())
                .containsExactly(new DumpOmission(
                        DumpOmission.UNLOGGED,
                        4,
                        List.of("public.cache", "public.leaf", "public.protected", "public.tickets")));
    }

    @Test
    void the_primary_omits_nothing() {
        assertThat(facts(primary).omissions()).isEmpty();
    }

    @Test
    void the_roles_of_a_standby_are_dumped() throws Exception {
        try (RunningProgram roles = new PgDumpall(
                        ReferenceDumps.programs(), backupRole(standby), RolePasswords.INCLUDED, Duration.ofMinutes(1))
                .start()) {
            roles.output().transferTo(OutputStream.nullOutputStream());
            assertThat(roles.await().succeeded()).isTrue();
        }
    }

    private static SourceDatabaseInfo facts(PostgresServer server) {
        return ((SourceInspectionResult.Seen) new SourceInspector().inspect(backupRole(server))).facts();
    }

    private static DatabaseConnection backupRole(PostgresServer server) {
        return DatabaseConnection.to(server.host(), server.port(), "holdfast_backup", "app")
                .withPassword(Secret.of(DocumentedSqlRunner.PASSWORD));
    }
}
