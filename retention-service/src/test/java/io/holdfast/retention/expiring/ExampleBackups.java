package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Example backups. */
final class ExampleBackups {

    static final DatabaseId APP = new DatabaseId("app");
    static final Instant NOW = Instant.parse("2026-05-18T04:00:00Z");
    static final RetentionPolicy POLICY = new RetentionPolicy(APP, Duration.ofDays(30), 3, Duration.ofDays(7));

    static final RetentionPolicyDestination AWAY = new RetentionPolicyDestination("away", true, true);
    static final RetentionPolicyDestination VAULT = new RetentionPolicyDestination("vault", true, true);

    /** The same policy with an off-site bucket. */
    static final RetentionPolicy TIERED = new RetentionPolicy(
            APP,
            Duration.ofDays(30),
            3,
            Duration.ofDays(7),
            RetentionTierPolicy.RUNBOOK,
            List.of(RetentionPolicyDestination.LOCAL, AWAY));

    private ExampleBackups() {}

    static BackupId id(int number) {
        return new BackupId(new UUID(0, number));
    }

    static BackupCopyRecord copy(int number) {
        return copy(number, "local");
    }

    static BackupCopyRecord copy(int number, String destination) {
        return new BackupCopyRecord(
                destination, "app_full_" + number + ".dump", null, 1000, new Sha256("0".repeat(64)));
    }

    static StoredCopy proven(int number, String destination, Duration age) {
        return StoredCopy.present(copy(number, destination)).proven(NOW.minus(age));
    }

    /** A verified full backup with a proven copy at each destination. */
    static BackupRecord everywhere(int number, Duration age, String... destinations) {
        return verified(number, age)
                .withCopies(Stream.of(destinations)
                        .map(destination -> proven(number, destination, age))
                        .toList());
    }

    static BackupCompleted completed(int number, BackupKind kind, Instant startedAt) {
        return new BackupCompleted(
                id(number),
                APP,
                kind,
                new RequestRef(URI.create("/holdfast/scheduler"), "r" + number),
                null,
                null,
                1,
                startedAt,
                List.of(copy(number)),
                "17.2",
                "17.2");
    }

    static BackupVerified verified(int number, BackupKind kind) {
        return new BackupVerified(
                id(number),
                APP,
                kind,
                new UUID(1, number),
                VerificationLevel.L2,
                List.of(copy(number).ref()),
                List.of());
    }

    /** A sealed full backup that is not verified. */
    static BackupRecord sealed(int number, Duration age) {
        Instant startedAt = NOW.minus(age);
        BackupRecord record = BackupRecord.firstHeardOf(id(number), APP, null, BackupState.ACCEPTED, startedAt);
        return DumpEventProjection.of(completed(number, BackupKind.FULL, startedAt), startedAt)
                .apply(record);
    }

    static BackupRecord verified(int number, Duration age) {
        return DumpEventProjection.of(verified(number, BackupKind.FULL), NOW.minus(age))
                .apply(sealed(number, age));
    }

    static BackupRecord in(BackupState state, int number, Duration age) {
        return sealed(number, age).in(state);
    }
}
