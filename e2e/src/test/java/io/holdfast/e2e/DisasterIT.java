package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupId;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Disasters, and the commands of {@code docs/runbooks} that recover from them. Each test uses a separate database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class DisasterIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String RESTORE = "restore-service";
    private static final String OWNER = "app_owner";
    private static final String SPOILT = "spoilt";
    private static final String LOST = "lost";
    private static final String REGION = "region";
    private static final String RANSOM = "ransom";
    private static final String WRONG = "wrong";

    private Installation installation;

    @BeforeAll
    void start() {
        List<String> databases = List.of(SPOILT, LOST, REGION, RANSOM, WRONG);
        installation = Installation.start(
                plan -> {
                    databases.forEach(database -> plan.with(RESTORE, target(database) + "username", OWNER)
                            .with(RESTORE, target(database) + "password", OWNER));
                    return plan.withOffSite()
                            .with("retention-service", "holdfast.retention.copying.every", "300ms")
                            .with("retention-service", "holdfast.retention.copying.look-every", "2s");
                },
                databases.toArray(String[]::new));
        makeOwner(installation.source());
        for (String database : databases) {
            installation.source().execute("postgres", "alter database " + database + " owner to " + OWNER);
            installation
                    .source()
                    .execute(
                            database,
                            "set role " + OWNER,
                            "create table accounts (id bigint primary key, name text not null)",
                            "insert into accounts select i, 'account ' || i from generate_series(1, 2000) i",
                            "create index accounts_by_name on accounts (name)",
                            "create table visits (id bigserial primary key, account bigint references accounts)",
                            "insert into visits (account) select 1 + i % 2000 from generate_series(1, 3000) i");
        }
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    /** Verified at both destinations. */
    private BackupId backedUp(String database) {
        BackupId backup = installation.request(database);
        installation.log().await(backup, BackupProtected.class, LONG);
        return backup;
    }

    private Shell.Result follow(String page, String settings, PostgresServer server) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOLDFAST_HOME", installation.stack().home().toString(),
                "PGHOST", server.host(),
                "PGPORT", Integer.toString(server.port()),
                "PGUSER", server.superuser(),
                "PGPASSWORD", server.password()));
        environment.put(
                "PATH",
                installation.command().getParent() + ":"
                        + server.program("psql").getParent() + ":" + System.getenv("PATH"));
        Path folder = Files.createTempDirectory(installation.home(), "disaster");
        return Shell.program(folder, environment, "", List.of("bash", "-c", new RunbookPage(page).script(settings)));
    }

    private static String one(PostgresServer server, String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_table_damaged_by_a_migration_is_restored_and_the_rest_is_unchanged() throws Exception {
        backedUp(SPOILT);
        installation
                .source()
                .execute(
                        SPOILT,
                        "update visits set account = 7",
                        "insert into accounts values (9999, 'written after the backup')");

        Shell.Result result =
                follow("corrupted-table.md", "DATABASE=" + SPOILT + "\nTABLE=public.visits", installation.source());

        assertThat(result.ok()).contains("3000");
        assertThat(one(installation.source(), SPOILT, "select count(distinct account) from visits"))
                .isEqualTo("2000");
        assertThat(one(installation.source(), SPOILT, "select name from accounts where id = 9999"))
                .isEqualTo("written after the backup");
    }

    @Test
    void a_lost_database_is_restored_on_a_new_server() throws Exception {
        backedUp(LOST);
        installation.source().execute("postgres", "drop database " + LOST);
        try (PostgresServer fresh = PostgresServer.start(installation.home().resolve("new-server"))) {
            restoringTo(LOST, fresh);

            Shell.Result result = follow("database-lost.md", "DATABASE=" + LOST, fresh);

            result.ok();
            assertThat(one(fresh, LOST, "select count(*) from accounts")).isEqualTo("2000");
        } finally {
            installation.startPlain(RESTORE);
        }
    }

    @Test
    void a_lost_region_is_restored_from_the_remaining_bucket() throws Exception {
        backedUp(REGION);
        installation.source().execute("postgres", "drop database " + REGION);
        Path away = Files.createDirectory(installation.home().resolve("away"));
        moveAll(installation.backups(), away);
        try (PostgresServer healthy = PostgresServer.start(installation.home().resolve("healthy-region"))) {
            restoringTo(REGION, healthy);

            Shell.Result result = follow("region-lost.md", "DATABASE=" + REGION + "\nDESTINATION=offsite", healthy);

            result.ok();
            assertThat(one(healthy, REGION, "select count(*) from visits")).isEqualTo("3000");
        } finally {
            moveAll(away, installation.backups());
            installation.startPlain(RESTORE);
        }
    }

    @Test
    @NeedsProgram("jq")
    void ransomware_is_noticed_and_the_copy_elsewhere_is_restored() throws Exception {
        BackupId backup = backedUp(RANSOM);
        encryptedByAVirus(RANSOM);

        Shell.Result result =
                follow("ransomware.md", "DATABASE=" + RANSOM + "\nDESTINATION=offsite", installation.source());

        result.ok();
        installation
                .log()
                .await(
                        backup,
                        CopyCondemned.class,
                        event -> event.copy().destination().equals("local"),
                        LONG);
        assertThat(one(installation.source(), RANSOM + "_clean", "select count(*) from accounts"))
                .isEqualTo("2000");
    }

    @Test
    void the_wrong_backup_is_taken_back() throws Exception {
        backedUp(WRONG);
        installation.source().execute(WRONG, "insert into accounts values (9999, 'since the backup')");

        Shell.Result result = follow("wrong-backup.md", "DATABASE=" + WRONG + "\nBACKUP=latest", installation.source());

        result.ok();
        assertThat(one(installation.source(), WRONG, "select name from accounts where id = 9999"))
                .isEqualTo("since the backup");
        RestoreCompleted swapped = installation
                .log()
                .await(RestoreCompleted.class, event -> event.database().value().equals(WRONG));
        installation.log().await(RestoreReverted.class, event -> event.restore().equals(swapped.restore()));
        assertThat(one(
                        installation.source(),
                        "postgres",
                        "select count(*) from pg_database where datname like '" + WRONG + "_%'"))
                .isEqualTo("0");
    }

    private void restoringTo(String database, PostgresServer server) {
        makeOwner(server);
        installation.startWith(
                RESTORE, plan -> plan.with(RESTORE, target(database) + "port", Integer.toString(server.port())));
    }

    private static String target(String database) {
        return "holdfast.restore.targets." + database + ".";
    }

    /** The role for restores: not a superuser, with the privileges from docs/credentials.md. */
    private static void makeOwner(PostgresServer server) {
        server.createRole(OWNER, OWNER);
        server.execute(
                "postgres",
                "alter role " + OWNER + " createdb",
                "grant pg_signal_backend to " + OWNER,
                "grant set on parameter session_replication_role to " + OWNER);
    }

    /** Also moves the marker, so that the directory looks like one whose disk is missing. */
    private static void moveAll(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void encryptedByAVirus(String database) throws IOException {
        try (var files = Files.list(installation.backups())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(database + "_"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= (byte) 0x5A;
                }
                Files.write(file, bytes);
            }
        }
    }
}
