package io.holdfast.restore;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.testing.TestEventLogClient;
import io.holdfast.testing.TestSourceDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of tests with the running service. */
abstract class RunningService {

    static final Instant DAY = Instant.parse("2026-05-18T02:00:00Z");
    static final String SECRET_ROW = "rows-never-leave-this-place";

    TestEventLogClient log;
    RestoreFixture restoring;

    @BeforeEach
    void open_the_log() {
        log = new TestEventLogClient(TestInfrastructure.kafka().bootstrap());
        restoring = new RestoreFixture(log, TestInfrastructure.postgres(), "restore");
        new LocalDirectory("local", TestInfrastructure.backups(), FileModes.OWNER).initialise();
        new LocalDirectory("vault", TestTargets.vault(), FileModes.OWNER).initialise();
    }

    @AfterEach
    void close_the_log() throws IOException {
        log.close();
        Files.deleteIfExists(TestTargets.trouble());
    }

    static TestSourceDatabase source(String database) {
        return new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups())
                .execute(
                        "create table users(id bigint primary key, name text)",
                        "create table messages(id bigint primary key, author bigint references users, body text)",
                        "insert into users select n, 'user ' || n from generate_series(1, 100) n",
                        "insert into messages select n, 1 + n % 100, '" + SECRET_ROW
                                + "' || md5(n::text) from generate_series(1, 2000) n");
    }

    /** A database that a file of {@code tables} fills. */
    static TestSourceDatabase prepared(String database, String file) {
        return new TestSourceDatabase(TestInfrastructure.postgres(), database, TestInfrastructure.backups())
                .execute(sql(file));
    }

    static String sql(String file) {
        try (InputStream in = requireNonNull(RunningService.class.getResourceAsStream("/tables/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BackupCompleted verified(TestSourceDatabase source) {
        return restoring.verified(source.complete(BackupKind.FULL, DAY));
    }

    /** A backup of a state that changes afterwards: a thousand messages are lost, and a user is added. */
    BackupCompleted backedUp(TestSourceDatabase source) {
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("delete from messages where id > 1000", "insert into users values (101, 'late')");
        return completed;
    }

    String messages(String database) {
        return restoring.ask(database, "select count(*) from messages");
    }
}
