package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Applies events to the backup records, in the order of the event log. It makes no decisions and publishes nothing. */
public final class BackupEventProjection {

    private final BackupRepository repository;
    private final PlanApprovalRepository approvals;

    public BackupEventProjection(BackupRepository repository, PlanApprovalRepository approvals) {
        this.repository = repository;
        this.approvals = approvals;
    }

    /**
     * Applies one event.
     *
     * @param time when the event happened, by the producer's clock
     * @param appendedAt when the event was appended to the log, by the broker's clock
     * @return the record after the event, if the event is about one backup
     */
    public Optional<BackupRecord> apply(BackupEvent event, Instant time, Instant appendedAt) {
        return switch (event) {
            case DumpEvent dump ->
                Optional.of(turn(dump.backup(), dump.database(), time, DumpEventProjection.of(dump, time)));
            case VerificationEvent found ->
                Optional.of(turn(found.backup(), found.database(), time, DumpEventProjection.of(found, time)));
            case RetentionEvent keeping ->
                Optional.of(turn(
                        keeping.backup(),
                        keeping.database(),
                        time,
                        new RetentionEventProjection(repository, appendedAt).of(keeping)));
            case BackupCopyEvent copy ->
                Optional.of(turn(copy.backup(), copy.database(), time, CopyEventProjection.of(copy, time)));
            case DrillEvent drill -> drilled(drill, time);
            case RestoreEvent restore -> repository.find(restore.backup());
            case OperatorEvent oversight -> {
                if (oversight instanceof PlanApproved approved) {
                    approvals.approve(approved.database(), approved.plan());
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<BackupRecord> drilled(DrillEvent drill, Instant time) {
        return switch (drill) {
            case DrillCompleted done ->
                Optional.of(turn(
                        done.backup(),
                        done.database(),
                        time,
                        record -> record.with(record.trust().drilled(done.level()))));
            case DrillFailed failed ->
                Optional.of(turn(
                        failed.backup(),
                        failed.database(),
                        time,
                        record -> DumpEventProjection.drillFailed(record, failed)));
            case DrillEvent.DrillStarted started -> repository.find(started.backup());
            case DrillEvent.DrillImpossible impossible -> repository.find(impossible.backup());
            case DrillEvent.DrillOverdue overdue -> Optional.empty();
        };
    }

    private BackupRecord turn(BackupId backup, DatabaseId database, Instant time, UnaryOperator<BackupRecord> change) {
        BackupRecord record = repository
                .find(backup)
                .orElseGet(() -> BackupRecord.firstHeardOf(backup, database, null, BackupState.ACCEPTED, time));
        BackupRecord after = change.apply(record);
        repository.save(after);
        return after;
    }
}
