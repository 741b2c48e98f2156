package io.holdfast.cli;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.RestoreReport.Phase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Events of restore-service. */
final class RestoreEvents {

    static final UUID PLAN = UUID.fromString("703a2d85-7220-59a1-be6f-5d0dc9e86a11");
    static final BackupId BACKUP = BackupId.parse("6af608e2-5a71-58a0-8e6e-35da605cf2d3");
    static final RestoreReport REPORT = new RestoreReport(
            391,
            8_120_344,
            912,
            1204,
            4,
            388,
            0,
            "20260517120000",
            List.of("plpgsql 1.0", "vector 0.8.0"),
            List.of(new Phase("staging", Duration.ofSeconds(12)), new Phase("restoring", Duration.ofSeconds(141))));

    private RestoreEvents() {}

    static RestorePlanned planned(RequestRef request, String mode, String target, Finding... obstacles) {
        return new RestorePlanned(
                BACKUP,
                BackupEvents.APP,
                request,
                PLAN,
                mode,
                target,
                new CopyLocation("local", BackupEvents.ARTIFACT, null),
                BackupEvents.LATER,
                List.of(obstacles),
                List.of(new Finding("duration", "about 3 minutes, by the last drill"), new Finding("size", "1.2 GB")));
    }

    /** A plan with a target role that is a superuser. */
    static RestorePlanned plannedAs(String superuser, RequestRef request, String mode, String target) {
        RestorePlanned plan = planned(request, mode, target);
        return new RestorePlanned(
                plan.backup(),
                plan.database(),
                plan.request(),
                plan.plan(),
                plan.mode(),
                plan.target(),
                plan.copy(),
                plan.validUntil(),
                plan.obstacles(),
                plan.findings(),
                superuser);
    }

    static RestoreStarted started() {
        return new RestoreStarted(BACKUP, BackupEvents.APP, PLAN, 1, "fresh", "app_restored");
    }

    static RestoreProgressed progressed() {
        return new RestoreProgressed(PLAN, BackupEvents.APP, "comparing", 5_000_000, 3, 12);
    }

    static RestoreCompleted completed(String mode, String keptAs) {
        return new RestoreCompleted(
                BACKUP,
                BackupEvents.APP,
                PLAN,
                mode,
                "app_restored",
                keptAs.isEmpty() ? null : keptAs,
                Duration.ofSeconds(199),
                REPORT,
                List.of());
    }

    /** A completed restore with one missing object. */
    static RestoreCompleted completedWithFindings() {
        RestoreCompleted whole = completed("fresh", "");
        return new RestoreCompleted(
                whole.backup(),
                whole.database(),
                whole.restore(),
                whole.mode(),
                whole.target(),
                whole.keptAs(),
                whole.took(),
                whole.report(),
                whole.findings(),
                List.of(new Finding(
                        "unqualified_name", "materialized view data public.totals: names without a schema")));
    }

    static RestoreFailed failed() {
        return new RestoreFailed(BACKUP, BackupEvents.APP, PLAN, "target_full", "the server's disk is full", List.of());
    }
}
