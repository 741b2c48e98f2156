package io.holdfast.cli.evidence;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.RestoreReport.Phase;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Three months of events of two databases, with a few failures. */
public final class QuarterOfEvents {

    public static final Instant BEGIN = Instant.parse("2026-07-01T00:00:00Z");
    private static final int DAYS = 92;
    private static final Duration DAY = Duration.ofDays(1);
    private static final RequestRef PLANNED = new RequestRef(URI.create("/holdfast/scheduler-service"), "slot");

    private final RecordedLog log = new RecordedLog();

    private QuarterOfEvents() {}

    public static RecordedLog told() {
        QuarterOfEvents quarter = new QuarterOfEvents();
        for (int day = 0; day < DAYS; day++) {
            quarter.day("powernode_production", day, 5_000_000_000L);
            quarter.day("billing", day, 2_100_000_000L);
        }
        return quarter.log;
    }

    private void day(String name, int day, long bytes) {
        DatabaseId database = new DatabaseId(name);
        Instant slot = BEGIN.plus(DAY.multipliedBy(day)).plus(Duration.ofHours(2));
        BackupId backup = backup(name, day);
        log.tell(slot, new BackupAccepted(backup, database, BackupKind.FULL, PLANNED, null, slot));
        if (name.equals("billing") && day >= 40 && day < 43) {
            log.tell(
                    slot.plusSeconds(9),
                    new BackupFailed(
                            backup,
                            database,
                            BackupKind.FULL,
                            PLANNED,
                            3,
                            FailureReason.UNREACHABLE,
                            "the server does not answer",
                            null,
                            null));
            log.tell(
                    slot.plus(Duration.ofHours(6)),
                    new BackupMissed(
                            backup,
                            database,
                            BackupKind.FULL,
                            slot,
                            slot.plus(Duration.ofHours(6)),
                            "the server did not answer"));
            return;
        }
        boolean late = day == 17;
        if (late) {
            log.tell(
                    slot.plus(Duration.ofHours(6)),
                    new BackupMissed(
                            backup, database, BackupKind.FULL, slot, slot.plus(Duration.ofHours(6)), "not completed"));
        }
        Instant done = slot.plus(late ? Duration.ofHours(8) : Duration.ofMinutes(4));
        completed(database, backup, slot, done, bytes + bytes * day / 300);
        verified(database, backup, day, done.plus(Duration.ofMinutes(2)));
        later(database, day, slot);
    }

    private void completed(DatabaseId database, BackupId backup, Instant slot, Instant done, long bytes) {
        String key = database + "_full_" + slot.toString().substring(0, 10).replace("-", "") + "_020000.dump";
        BackupCopyRecord local = new BackupCopyRecord("local", key, null, bytes, new Sha256("ab".repeat(32)));
        BackupCopyRecord offsite = new BackupCopyRecord("offsite", key, null, bytes, new Sha256("ab".repeat(32)));
        log.tell(
                done,
                new BackupCompleted(
                        backup,
                        database,
                        BackupKind.FULL,
                        PLANNED,
                        null,
                        slot,
                        1,
                        slot,
                        List.of(local, offsite),
                        "17.2",
                        "17.2"));
    }

    private void verified(DatabaseId database, BackupId backup, int day, Instant at) {
        UUID verification = NameBasedUuid.of("verification", backup.toString());
        if (day == 63) {
            log.tell(
                    at,
                    new BackupSuspected(
                            backup,
                            database,
                            BackupKind.FULL,
                            verification,
                            VerificationLevel.L2,
                            List.of(new Finding("size_below_tenth", "a tenth of the last one's size"))));
            log.tell(
                    at.plus(Duration.ofHours(5)),
                    new SuspicionAccepted(
                            backup, database, "anna@ops-1", "archived last year's <audit> rows & indexes"));
        }
        log.tell(
                at.plus(day == 63 ? Duration.ofHours(6) : Duration.ZERO),
                new BackupVerified(
                        backup, database, BackupKind.FULL, verification, VerificationLevel.L2, List.of(), List.of()));
    }

    private void later(DatabaseId database, int day, Instant slot) {
        Instant noon = slot.plus(Duration.ofHours(10));
        if (day % 14 == 3) {
            drill(database, day, noon);
        }
        if (day >= 60 && day % 7 != 0) {
            BackupId old = backup(database.value(), day - 60);
            UUID intent = NameBasedUuid.of("intent", old.toString());
            CopyLocation copy = new CopyLocation("local", old + ".dump", null);
            String reason = "daily, older than 30 days; the week is kept at offsite";
            log.tell(noon, new CopyExpired(old, database, intent, copy, reason));
            log.tell(noon.plusSeconds(1), new BackupExpired(old, database, intent, reason));
        }
        if (day == 30) {
            log.tell(
                    noon, new BackupHeld(backup(database.value(), 30), database, "anna@ops-1", "before migration 7.2"));
        }
        if (day == 45) {
            log.tell(
                    noon,
                    new BackupReleased(backup(database.value(), 30), database, "bert@ops-1", "the migration is well"));
            log.tell(noon, new PlanApproved(database, new UUID(7, 7), "bert@ops-1", "retention was shortened"));
        }
        if (day == 52 && database.value().equals("powernode_production")) {
            restore(database, noon);
        }
    }

    private void drill(DatabaseId database, int day, Instant at) {
        BackupId backup = backup(database.value(), day);
        UUID drill = NameBasedUuid.of("drill", backup.toString());
        log.tell(at, new DrillStarted(backup, database, drill, null));
        Instant end = at.plus(Duration.ofMinutes(9));
        if (day == 31 && database.value().equals("billing")) {
            log.tell(
                    end,
                    new DrillFailed(
                            backup,
                            database,
                            drill,
                            List.of(new Finding("contents_differ", "public.invoices: 1,204 rows instead of 1,205"))));
        } else if (day == 45) {
            log.tell(
                    end,
                    new DrillImpossible(
                            backup,
                            database,
                            drill,
                            List.of(new Finding(
                                    "extension_missing", "the scratch server has no extension 'vector' 0.8.0"))));
        } else {
            Duration took = Duration.ofSeconds(database.value().equals("billing") ? 140 + day : 420 + 3L * day);
            log.tell(
                    end,
                    new DrillCompleted(
                            backup,
                            database,
                            drill,
                            VerificationLevel.L4,
                            took,
                            Duration.ofMinutes(10),
                            report(),
                            List.of()));
        }
    }

    private void restore(DatabaseId database, Instant at) {
        BackupId backup = backup(database.value(), 52);
        UUID plan = NameBasedUuid.of("plan", backup.toString());
        RequestRef request = new RequestRef(URI.create("/holdfast/cli"), "restore");
        CopyLocation copy = new CopyLocation("local", "x.dump", null);
        log.tell(
                at,
                new RestorePlanned(
                        backup,
                        database,
                        request,
                        plan,
                        "swap",
                        database.value(),
                        copy,
                        at.plus(DAY),
                        List.of(),
                        List.of()));
        log.tell(at.plusSeconds(40), new ApproveRestoreRequested(database.value(), plan, null, "anna@ops-1"));
        log.tell(at.plusSeconds(42), new RestoreStarted(backup, database, plan, 1, "swap", database.value()));
        log.tell(
                at.plus(Duration.ofMinutes(11)),
                new RestoreCompleted(
                        backup,
                        database,
                        plan,
                        "swap",
                        database.value(),
                        database + "_kept_20260822_120000",
                        Duration.ofMinutes(10),
                        report(),
                        List.of()));
    }

    private static RestoreReport report() {
        return new RestoreReport(
                391,
                8_120_344,
                912,
                1204,
                4,
                388,
                0,
                "20260517120000",
                List.of("vector 0.8.0"),
                List.of(new Phase("restoring", Duration.ofMinutes(6))));
    }

    private static BackupId backup(String database, int day) {
        return new BackupId(NameBasedUuid.of("backup", database, Integer.toString(day)));
    }
}
