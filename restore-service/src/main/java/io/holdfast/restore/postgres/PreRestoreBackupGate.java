package io.holdfast.restore.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.ServiceBackupRequested;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.restoring.RestorePlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Holds in-place restores back until a backup of the current state exists whose bytes are good and can be decoded. Its contents
 * may look suspicious: after an accident they do, and that is the reason for the restore.
 */
@ApplicationScoped
public class PreRestoreBackupGate {

    private final CatalogueDatabaseClient catalogue;
    private final RestoreOutcomeRepository outcomes;
    private final Outbox outbox;
    private final Clock clock;

    PreRestoreBackupGate(
            CatalogueDatabaseClient catalogue, RestoreOutcomeRepository outcomes, Outbox outbox, Clock clock) {
        this.catalogue = catalogue;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Requests the backup, within a transaction. A second request for the same restore is the same request. */
    BackupId request(UUID restore, DatabaseId database) {
        String request = DeterministicEventId.of("safeguard", restore);
        outbox.add(
                request,
                new ServiceBackupRequested(
                        database.value(), BackupKind.FULL.label(), PreRestoreBackupLabel.of(restore), null));
        return BackupId.ofRequest(outbox.source(), request, database.value(), BackupKind.FULL.label());
    }

    /**
     * Requests the awaited backups again at startup. An earlier release published these requests on a topic where they are now
     * rejected, and its last request may not have been processed.
     */
    public void requestAgain() {
        catalogue.transaction(() -> {
            List<RestorePlan> awaited = waiting("safeguard_by >= ?", clock.instant());
            awaited.forEach(plan -> request(plan.id(), plan.wish().database()));
            return awaited.size();
        });
    }

    /**
     * Records that the bytes of this backup are good and can be decoded, as far as its database is verified at all.
     *
     * @param suspicions suspicious contents, for the report of the restore
     */
    public void sound(BackupId backup, List<Finding> suspicions) {
        catalogue.change(
                "update restore set state = 'approved', due_at = ?, safeguard_findings = ?::jsonb"
                        + " where state = 'safeguarding' and safeguard = ?",
                clock.instant(),
                JsonColumnConverter.json(suspicions.stream()
                        .map(suspicion -> new Finding(
                                "safeguard_suspected",
                                "the bytes of the pre-restore backup " + backup + " are good, but its contents are"
                                        + " suspicious: "
                                        + suspicion.text()))
                        .toList()),
                backup.value());
    }

    /** Records that this backup failed or is not good. Call it within a transaction. */
    public void missed(BackupId backup, String why) {
        waiting("safeguard = ?", backup.value()).forEach(plan -> outcomes.failedBefore(plan, failure(why)));
    }

    /** Ends waits that exceed the time limit. */
    public void endThoseTooLate() {
        catalogue.transaction(() -> {
            List<RestorePlan> late = waiting("safeguard_by < ?", clock.instant());
            late.forEach(plan -> outcomes.failedBefore(plan, failure("it was not verified within the time limit")));
            return late.size();
        });
    }

    private List<RestorePlan> waiting(String which, Object value) {
        return catalogue.rows(
                "select plan from restore where state = 'safeguarding' and " + which + " for update skip locked",
                row -> JsonColumnConverter.read(row.getString("plan"), RestorePlan.class),
                value);
    }

    private static RestoreOutcome.Failed failure(String why) {
        return RestoreOutcome.Failed.of(
                "no_safeguard",
                "An in-place restore requires a backup of the current database, and that backup is not available: "
                        + why + ". Nothing was changed.");
    }
}
