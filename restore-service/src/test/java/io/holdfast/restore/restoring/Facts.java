package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts of which a plan without obstacles is made, and changes to them. */
record Facts(
        Wish wish,
        Backup backup,
        TargetSight target,
        OptionalLong workFree,
        List<Past> history,
        boolean vectors,
        List<NewerBackup> newer) {

    static final Instant NOW = Instant.parse("2026-05-18T16:00:00Z");
    static final DatabaseId APP = new DatabaseId("app");

    static Facts usual() {
        return new Facts(
                wish(Mode.SWAP, null),
                backup(Trust.VERIFIED, Kind.FULL, copy("local", false, null), copy("offsite", false, null)),
                new TargetSight.Seen(
                        "15.18",
                        Optional.empty(),
                        true,
                        List.of("app", "postgres"),
                        Optional.of(new TargetSight.Live(5_000_000, List.of("rails from 10.0.0.7"))),
                        List.of(),
                        List.of()),
                OptionalLong.of(1_000_000_000),
                List.of(),
                false,
                List.of());
    }

    static Wish wish(Mode mode, @Nullable String target, String... tables) {
        return new Wish(APP, null, mode, target, List.of(tables), null, null, null, true);
    }

    static Backup backup(Trust trust, Kind kind, StoredCopy... copies) {
        return new Backup(
                new BackupId(new UUID(0, 1)),
                APP,
                kind,
                NOW.minus(Duration.ofHours(14)),
                Optional.of("15.18"),
                trust,
                Optional.of(Level.L2),
                Optional.of(NOW.minus(Duration.ofHours(13))),
                false,
                List.of(copies));
    }

    static StoredCopy copy(String destination, boolean condemned, @Nullable String storageClass) {
        return new StoredCopy(
                new Copy(destination, "app.dump", null, 2_000_000, new Sha256("ab".repeat(32))),
                condemned,
                Optional.ofNullable(storageClass));
    }

    Facts with(Wish other) {
        return new Facts(other, backup, target, workFree, history, vectors, newer);
    }

    Facts with(Backup other) {
        return new Facts(wish, other, target, workFree, history, vectors, newer);
    }

    Facts with(TargetSight other) {
        return new Facts(wish, backup, other, workFree, history, vectors, newer);
    }

    Facts withRoom(OptionalLong bytes) {
        return new Facts(wish, backup, target, bytes, history, vectors, newer);
    }

    Facts withHistory(boolean ofVectors, Past... pasts) {
        return new Facts(wish, backup, target, workFree, List.of(pasts), ofVectors, newer);
    }

    Facts withNewer(NewerBackup... backups) {
        return new Facts(wish, backup, target, workFree, history, vectors, List.of(backups));
    }

    RestorePlan plan() {
        return MakePlan.of(new PlanFacts(
                new UUID(0, 2),
                wish,
                "app",
                backup,
                CopyOrder.of(
                        backup.copies(), wish.from(), copy -> copy.destination().equals("local") ? 0 : 1),
                target,
                workFree,
                2_000_000,
                vectors,
                2,
                history,
                RequestedTablesSurvey.NOTHING,
                newer,
                NOW,
                NOW.plus(Duration.ofDays(1))));
    }
}
