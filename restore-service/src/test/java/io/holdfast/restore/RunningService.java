package io.holdfast.restore;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Kind;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Modes;
import io.holdfast.testing.Log;
import io.holdfast.testing.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running service have in common. */
abstract class RunningService {

    static final Instant DAY = Instant.parse("2026-05-18T02:00:00Z");
    static final String SECRET_ROW = "rows-never-leave-this-place";

    Log log;
    Restoring restoring;

    @BeforeEach
    void open_the_log() {
        log = new Log(Ground.kafka().bootstrap());
        restoring = new Restoring(log, Ground.postgres(), "restore");
        new LocalDirectory("local", Ground.backups(), Modes.OWNER).initialise();
        new LocalDirectory("vault", TestTargets.vault(), Modes.OWNER).initialise();
    }

    @AfterEach
    void close_the_log() throws IOException {
        log.close();
        Files.deleteIfExists(TestTargets.trouble());
    }

    static Source source(String database) {
        return new Source(Ground.postgres(), database, Ground.backups())
                .execute(
                        "create table users(id bigint primary key, name text)",
                        "create table messages(id bigint primary key, author bigint references users, body text)",
                        "insert into users select n, 'user ' || n from generate_series(1, 100) n",
                        "insert into messages select n, 1 + n % 100, '" + SECRET_ROW
                                + "' || md5(n::text) from generate_series(1, 2000) n");
    }

    /** A database that a file of {@code tables} fills. */
    static Source prepared(String database, String file) {
        return new Source(Ground.postgres(), database, Ground.backups()).execute(sql(file));
    }

    static String sql(String file) {
        try (InputStream in = requireNonNull(RunningService.class.getResourceAsStream("/tables/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BackupCompleted verified(Source source) {
        return restoring.verified(source.complete(Kind.FULL, DAY));
    }

    /** Of a state that changes afterwards: a thousand messages are lost, and a user is new. */
    BackupCompleted backedUp(Source source) {
        BackupCompleted completed = restoring.verified(source.complete(Kind.FULL, DAY));
        source.execute("delete from messages where id > 1000", "insert into users values (101, 'late')");
        return completed;
    }

    String messages(String database) {
        return restoring.ask(database, "select count(*) from messages");
    }
}
