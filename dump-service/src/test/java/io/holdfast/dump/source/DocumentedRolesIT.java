package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.DocumentedSqlRunner;
import io.holdfast.localstack.testing.EdgeCaseDatabaseScripts;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgDumpall;
import io.holdfast.postgrestools.PgDumpall.RolePasswords;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import io.holdfast.postgrestools.rights.ReadPrivilege;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements in {@code docs/roles.md} create roles that can create backups and have no other privileges. */
class DocumentedRolesIT {

    private static final DocumentedSqlRunner PAGE = DocumentedSqlRunner.of("roles.md");
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private PostgresServer server;

    @BeforeEach
    void a_server_with_an_application() {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createRole("app_owner", "owner");
        server.createDatabase("app");
        server.execute(
                "app",
                "alter database app owner to app_owner",
                "set role app_owner",
                "create table public.items (id bigint generated always as identity, text text)",
                "insert into public.items (text) select 'item ' || n from generate_series(1, 100) n");
    }

    @AfterEach
    void stop_server() {
        server.destroy();
    }

    @Test
    void the_backup_role_reads_everything_and_is_not_a_superuser() throws Exception {
        PAGE.run(server, "The backup role");
        DatabaseConnection role = role("holdfast_backup");

        SourceDatabaseInfo facts = seen(role);
        assertThat(facts.rights().missing()).isEmpty();
        assertThat(facts.superuser()).isFalse();
        assertThat(mayReadPasswords(role)).isTrue();
        assertThat(ReferenceDumps.of(role).succeeded()).isTrue();
        assertThat(roles(role, RolePasswords.INCLUDED)).contains("CREATE ROLE app_owner", "SCRAM-SHA-256");
    }

    @Test
    void the_backup_role_changes_nothing() throws Exception {
        PAGE.run(server, "The backup role");

        try (java.sql.Connection session = JdbcConnectionFactory.to(role("holdfast_backup"), SOON);
                Statement statement = session.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from public.items"))
                    .isInstanceOf(SQLException.class);
            statement.execute("set default_transaction_read_only = off");
            assertThatThrownBy(() -> statement.execute("delete from public.items"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void row_security_and_large_objects_need_the_documented_additions() throws Exception {
        server.execute(
                "app",
                "set role app_owner",
                "alter table public.items enable row level security",
                "select lo_from_bytea(0, 'large')");
        PAGE.run(server, "The backup role");
        DatabaseConnection role = role("holdfast_backup");
        assertThat(lacking(role)).containsExactly(ReadPrivilege.ROW_SECURITY, ReadPrivilege.LARGE_OBJECT);
        assertThat(ReferenceDumps.of(role).succeeded()).isFalse();

        PAGE.run(server, "Tables with row security");
        assertThat(lacking(role)).containsExactly(ReadPrivilege.LARGE_OBJECT);
        assertThat(ReferenceDumps.of(role).succeeded()).isFalse();
        PAGE.run(server, "Large objects");

        assertThat(lacking(role)).isEmpty();
        assertThat(ReferenceDumps.of(role).succeeded()).isTrue();
    }

    @Test
    void the_backup_role_dumps_everything_that_databases_have() throws Exception {
        server.execute("app", EdgeCaseDatabaseScripts.everythingWithoutVectors());
        PAGE.run(server, "The backup role");
        PAGE.run(server, "Tables with row security");
        PAGE.run(server, "Large objects one by one");

        assertThat(lacking(role("holdfast_backup"))).isEmpty();
        assertThat(ReferenceDumps.of(role("holdfast_backup")).succeeded()).isTrue();
    }

    @Test
    void a_role_for_one_database_can_read_new_tables() throws Exception {
        PAGE.run(server, "A backup role for one database");
        server.execute("app", "set role app_owner", "create table public.later (id serial)");
        DatabaseConnection role = role("holdfast_backup_app");

        assertThat(seen(role).rights().missing()).isEmpty();
        assertThat(ReferenceDumps.of(role).succeeded()).isTrue();
    }

    @Test
    void a_role_for_one_database_reads_password_hashes_only_with_the_documented_addition() throws Exception {
        PAGE.run(server, "A backup role for one database");
        DatabaseConnection role = role("holdfast_backup_app");
        assertThat(mayReadPasswords(role)).isFalse();
        assertThat(roles(role, RolePasswords.LEFT_OUT)).contains("CREATE ROLE app_owner");

        PAGE.run(server, "Password hashes of roles");

        assertThat(mayReadPasswords(role)).isTrue();
        assertThat(roles(role, RolePasswords.INCLUDED)).contains("SCRAM-SHA-256");
    }

    /** Executes a statement in the database to which pg_dumpall connects. */
    private static boolean mayReadPasswords(DatabaseConnection role) {
        return new FindRolesDumpDatabase().find(role).orElseThrow().mayReadPasswords();
    }

    private List<ReadPrivilege> lacking(DatabaseConnection role) {
        return seen(role).rights().missing().stream().map(Missing::right).toList();
    }

    private SourceDatabaseInfo seen(DatabaseConnection role) {
        SourceInspectionResult look = new SourceInspector().inspect(role);
        assertThat(look).isInstanceOf(SourceInspectionResult.Seen.class);
        return ((SourceInspectionResult.Seen) look).facts();
    }

    private DatabaseConnection role(String name) {
        return DatabaseConnection.to(server.host(), server.port(), name, "app")
                .withPassword(Secret.of(DocumentedSqlRunner.PASSWORD));
    }

    private static String roles(DatabaseConnection role, RolePasswords passwords)
            throws IOException, InterruptedException {
        try (RunningProgram dump = new PgDumpall(ReferenceDumps.programs(), role, passwords, SOON).start()) {
            String text = new String(dump.output().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(dump.await().succeeded()).isTrue();
            return text;
        }
    }
}
