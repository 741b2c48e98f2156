package io.holdfast.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Locks a table, so that a dump of it stays in progress for as long as a test needs. */
final class TableLock implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final DeployInfrastructure fixture;
    private final String database;
    private final String table;
    private final Process session;

    TableLock(DeployInfrastructure fixture, String database, String table) {
        this.fixture = fixture;
        this.database = database;
        this.table = table;
        try {
            this.session = fixture.session(database);
            session.outputWriter()
                    .append("begin; lock table " + table + " in access exclusive mode;\n")
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(LONG).until(() -> locks("granted and mode = 'AccessExclusiveLock'") > 0);
    }

    void awaitSomebody() {
        await().atMost(LONG).until(() -> locks("not granted") > 0);
    }

    private int locks(String which) {
        return Integer.parseInt(fixture.sql(
                database, "select count(*) from pg_locks where relation = '" + table + "'::regclass and " + which));
    }

    /** The session in the container outlives the program outside that has opened it. */
    @Override
    public void close() {
        session.destroy();
        fixture.sql(
                database,
                "select pg_terminate_backend(pid) from pg_locks where relation = '" + table
                        + "'::regclass and granted and mode = 'AccessExclusiveLock'");
    }
}
