package io.holdfast.restore.restoring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts that give a plan without obstacles, and changes to them. */
record PlanFactsFixture(
        RestoreRequest wish,
        RestorableBackup backup,
        TargetState target,
        OptionalLong workFree,
        List<CompletedRestore> history,
        boolean vectors,
        List<NewerBackup> newer) {

    static final Instant NOW = Instant.parse("2026-05-18T16:00:00Z");
    static final DatabaseId APP = new DatabaseId("app");

    static PlanFactsFixture usual() {
        return new PlanFactsFixture(
                request(RestoreMode.SWAP, null),
                backup(
                        VerificationStatus.VERIFIED,
                        BackupKind.FULL,
                        copy("local", false, null),
                        copy("offsite", false, null)),
                new TargetState.Seen(
                        "15.18",
                        Optional.empty(),
                        true,
                        List.of("app", "postgres"),
                        Optional.of(new TargetState.Live(5_000_000, List.of("rails from 10.0.0.7"))),
                        List.of(),
                        List.of()),
                OptionalLong.of(1_000_000_000),
                List.of(),
                false,
                List.of());
    }

    static RestoreRequest request(RestoreMode mode, @Nullable String target, String... tables) {
        return new RestoreRequest(APP, null, mode, target, List.of(tables), null, null, null, true);
    }

    static RestorableBackup backup(VerificationStatus trust, BackupKind kind, RestorableCopy... copies) {
        return new RestorableBackup(
                new BackupId(new UUID(0, 1)),
                APP,
                kind,
                NOW.minus(Duration.ofHours(14)),
                Optional.of("15.18"),
                trust,
                Optional.of(VerificationLevel.L2),
                Optional.of(NOW.minus(Duration.ofHours(13))),
                false,
                List.of(copies));
    }

    static RestorableCopy copy(String destination, boolean condemned, @Nullable String storageClass) {
        return new RestorableCopy(
                new BackupCopyRecord(destination, "app.dump", null, 2_000_000, new Sha256("ab".repeat(32))),
                condemned,
                Optional.ofNullable(storageClass));
    }

    PlanFactsFixture with(RestoreRequest other) {
        return new PlanFactsFixture(other, backup, target, workFree, history, vectors, newer);
    }

    PlanFactsFixture with(RestorableBackup other) {
        return new PlanFactsFixture(wish, other, target, workFree, history, vectors, newer);
    }

    PlanFactsFixture with(TargetState other) {
        return new PlanFactsFixture(wish, backup, other, workFree, history, vectors, newer);
    }

    PlanFactsFixture withRoom(OptionalLong bytes) {
        return new PlanFactsFixture(wish, backup, target, bytes, history, vectors, newer);
    }

    PlanFactsFixture withHistory(boolean ofVectors, CompletedRestore... pasts) {
        return new PlanFactsFixture(wish, backup, target, workFree, List.of(pasts), ofVectors, newer);
    }

    PlanFactsFixture withNewer(NewerBackup... backups) {
        return new PlanFactsFixture(wish, backup, target, workFree, history, vectors, List.of(backups));
    }

    RestorePlan plan() {
        return MakeRestorePlan.of(new RestorePlanInputs(
                new UUID(0, 2),
                wish,
                "app",
                backup,
                RestoreCopyOrdering.of(
                        backup.copies(), wish.from(), copy -> copy.destination().equals("local") ? 0 : 1),
                target,
                workFree,
                2_000_000,
                vectors,
                2,
                history,
                RequestedTablesCheckResult.NOTHING,
                newer,
                NOW,
                NOW.plus(Duration.ofDays(1))));
    }
}
