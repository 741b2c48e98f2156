package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestEventLogClient;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Acts as an operator and as the other services around a restore. */
record RestoreFixture(TestEventLogClient log, PostgresServer server, String schema) {

    /** A backup that the service knows as verified. */
    BackupCompleted verified(BackupCompleted completed) {
        log.publish(completed);
        List<CopyLocation> copies =
                completed.copies().stream().map(copy -> copy.ref()).toList();
        log.publish(new BackupVerified(
                completed.backup(),
                completed.database(),
                BackupKind.FULL,
                UUID.randomUUID(),
                VerificationLevel.L2,
                copies,
                List.of()));
        await().atMost(TestEventLogClient.PATIENCE)
                .ignoreExceptions()
                .until(() -> catalogued(
                                "select trust from backup where id = ?",
                                completed.backup().value())
                        .equals("verified"));
        return completed;
    }

    RestorePlanned plan(BackupCompleted completed, String mode, String... tables) {
        return plan(request(completed, mode, null, true, tables));
    }

    RestorePlanned plan(RestoreRequested request) {
        String id = log.publish(request);
        return log.await(RestorePlanned.class, planned -> planned.request().id().equals(id));
    }

    static RestoreRequested request(
            BackupCompleted completed, String mode, @Nullable String target, boolean owners, String... tables) {
        return new RestoreRequested(
                completed.database().value(),
                completed.backup(),
                "ann",
                mode,
                target,
                List.of(tables),
                null,
                null,
                1,
                owners);
    }

    UUID approve(RestorePlanned plan) {
        log.publish(new ApproveRestoreRequested(
                plan.database().value(), plan.plan(), plan.target(), "ann", plan.superuser()));
        return plan.plan();
    }

    /** Approves an in-place restore and supplies the backup that it waits for. */
    UUID approveWithSafeguard(RestorePlanned plan) {
        BackupId before = approveAndAwaitSafeguard(plan);
        log.publish(new BackupVerified(
                before,
                plan.database(),
                BackupKind.FULL,
                UUID.randomUUID(),
                VerificationLevel.L2,
                List.of(),
                List.of()));
        return plan.plan();
    }

    /** Approves an in-place restore. Returns the backup that it then waits for. */
    BackupId approveAndAwaitSafeguard(RestorePlanned plan) {
        approve(plan);
        await().atMost(TestEventLogClient.PATIENCE)
                .ignoreExceptions()
                .until(() -> catalogued("select state from restore where id = ?", plan.plan())
                        .equals("safeguarding"));
        return BackupId.ofRequest(
                URI.create("/holdfast/restore-service"),
                NameBasedUuid.of("restore-safeguard", plan.plan().toString()).toString(),
                plan.database().value(),
                "full");
    }

    /** The end of this restore, which must succeed. */
    RestoreCompleted completed(UUID restore) {
        return ended(restore, RestoreCompleted.class);
    }

    /** The end of this restore, which must fail. */
    RestoreFailed failed(UUID restore) {
        return ended(restore, RestoreFailed.class);
    }

    private <E extends RestoreEvent> E ended(UUID restore, Class<E> how) {
        RestoreEvent end = log.await(
                RestoreEvent.class,
                event -> (event instanceof RestoreCompleted || event instanceof RestoreFailed)
                        && RestoreFixture.of(restore).test(event));
        assertThat(end).isInstanceOf(how);
        return how.cast(end);
    }

    /** Events about this restore, also under the id of its plan. */
    static <E extends RestoreEvent> Predicate<E> of(UUID restore) {
        return event -> switch (event) {
            case RestoreEvent.RestorePlanned planned -> planned.plan().equals(restore);
            case RestoreEvent.RestoreStarted started -> started.restore().equals(restore);
            case RestoreEvent.RestoreCompleted completed -> completed.restore().equals(restore);
            case RestoreEvent.RestoreFailed failed -> failed.restore().equals(restore);
            case RestoreEvent.RestoreReverted reverted -> reverted.restore().equals(restore);
            case RestoreEvent.KeptDropped dropped -> dropped.restore().equals(restore);
        };
    }

    String catalogued(String sql, UUID id) throws SQLException {
        try (Connection catalogue = TestInfrastructure.postgres().connect(TestInfrastructure.CATALOGUE)) {
            catalogue.createStatement().execute("set search_path = " + schema);
            try (PreparedStatement select = catalogue.prepareStatement(sql)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }
    }

    String ask(String database, String sql) {
        try (Connection connection = server.connect(database);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean exists(String database) {
        return ask("postgres", "select count(*) from pg_database where datname = '" + database + "'")
                .equals("1");
    }
}
