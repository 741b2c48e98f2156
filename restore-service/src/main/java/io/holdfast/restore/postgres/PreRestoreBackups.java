package io.holdfast.restore.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.PreRestoreLabel;
import io.holdfast.events.ServiceBackupRequested;
import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.events.log.JsonColumns;
import io.holdfast.events.log.Outbox;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.restoring.RestorePlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * In-place restores wait for a backup of the database as it is, until that is sound: its bytes are right and decode. What is in it may look
 * wrong: after an accident it does, and that is why somebody restores.
 */
@ApplicationScoped
public class PreRestoreBackups {

    private final JdbcCatalogue catalogue;
    private final RestoreOutcomeRepository outcomes;
    private final Outbox outbox;
    private final Clock clock;

    PreRestoreBackups(JdbcCatalogue catalogue, RestoreOutcomeRepository outcomes, Outbox outbox, Clock clock) {
        this.catalogue = catalogue;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Requests the backup, within a transaction. Another request for the same restore is the same request. */
    BackupId request(UUID restore, DatabaseId database) {
        String request = DeterministicEventId.of("safeguard", restore);
        outbox.add(
                request,
                new ServiceBackupRequested(
                        database.value(), BackupKind.FULL.label(), PreRestoreLabel.of(restore), null));
        return BackupId.ofRequest(outbox.source(), request, database.value(), BackupKind.FULL.label());
    }

    /**
     * Requests again what is awaited, when the service has started: the release before published its requests on a topic on which
     * they are refused now, and its last one may still be unread.
     */
    public void requestAgain() {
        catalogue.transaction(() -> {
            List<RestorePlan> awaited = waiting("safeguard_by >= ?", clock.instant());
            awaited.forEach(plan -> request(plan.id(), plan.wish().database()));
            return awaited.size();
        });
    }

    /**
     * The log says that this backup's bytes are right and decode, as far as its database is verified at all.
     *
     * @param suspicions what looks wrong in it, for the report of the restore
     */
    public void sound(BackupId backup, List<Finding> suspicions) {
        catalogue.change(
                "update restore set state = 'approved', due_at = ?, safeguard_findings = ?::jsonb"
                        + " where state = 'safeguarding' and safeguard = ?",
                clock.instant(),
                JsonColumns.json(suspicions.stream()
                        .map(suspicion -> new Finding(
                                "safeguard_suspected",
                                "the backup made before, " + backup + ", is sound, and looks wrong: "
                                        + suspicion.text()))
                        .toList()),
                backup.value());
    }

    /** The log says that this backup will not come, or is not good. Within a transaction. */
    public void missed(BackupId backup, String why) {
        waiting("safeguard = ?", backup.value()).forEach(plan -> outcomes.failedBefore(plan, failure(why)));
    }

    /** Nothing is waited for without end. */
    public void endThoseTooLate() {
        catalogue.transaction(() -> {
            List<RestorePlan> late = waiting("safeguard_by < ?", clock.instant());
            late.forEach(plan -> outcomes.failedBefore(plan, failure("it was not verified in time")));
            return late.size();
        });
    }

    private List<RestorePlan> waiting(String which, Object value) {
        return catalogue.rows(
                "select plan from restore where state = 'safeguarding' and " + which + " for update skip locked",
                row -> JsonColumns.read(row.getString("plan"), RestorePlan.class),
                value);
    }

    private static RestoreOutcome.Failed failure(String why) {
        return RestoreOutcome.Failed.of(
                "no_safeguard",
                "The backup of the database as it is, without which nothing is written over, did not come: " + why
                        + ". Nothing was touched.");
    }
}
