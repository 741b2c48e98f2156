package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies events of dump-service, scheduler-service and verify-service to a record. */
final class DumpEventProjection {

    private DumpEventProjection() {}

    static UnaryOperator<BackupRecord> of(DumpEvent event, Instant time) {
        return record -> switch (event) {
            case BackupAccepted e ->
                unlessStored(record.of(e.kind()), BackupState.ACCEPTED)
                        .with(record.making().withRequest(e.request(), e.label(), e.slot()));
            case BackupRejected e ->
                record.isSealed()
                        ? record
                        : record.in(BackupState.REJECTED)
                                .with(record.making()
                                        .withRequest(e.request(), null, null)
                                        .failed(e.message()));
            case BackupStarted e ->
                record.isSealed()
                        ? record
                        : record.of(e.kind())
                                .in(BackupState.RUNNING)
                                .with(record.making().started(e.artifact(), time));
            case BackupCompleted e -> completed(record, e, time);
            case BackupFailed e ->
                record.isSealed()
                        ? record
                        : record.of(e.kind())
                                .in(e.isFinal() ? BackupState.FAILED : BackupState.ACCEPTED)
                                .with(record.making().failed(e.message()));
            case BackupCancelled e ->
                record.isSealed()
                        ? record
                        : record.of(e.kind())
                                .in(BackupState.CANCELLED)
                                .with(record.making().failed("cancelled by " + e.by() + ": " + e.reason()));
            case BackupMissed e -> missed(record.of(e.kind()), e);
            case BackupImported e ->
                sealed(record.of(e.kind()), e.copies())
                        .with(record.making()
                                .withRequest(
                                        record.making().request(),
                                        e.label(),
                                        record.making().slot())
                                .completed(e.copies().getFirst().key(), e.startedAt(), time));
        };
    }

    private static BackupRecord completed(BackupRecord record, BackupCompleted e, Instant time) {
        return sealed(record.of(e.kind()), e.copies())
                .with(record.making()
                        .withRequest(e.request(), e.label(), e.slot())
                        .completed(e.copies().getFirst().key(), e.startedAt(), time));
    }

    /** A run may still follow after its deadline. */
    private static BackupRecord missed(BackupRecord record, BackupMissed e) {
        return record.isSealed() || record.state() == BackupState.RUNNING
                ? record
                : record.in(BackupState.MISSED)
                        .with(record.making()
                                .withRequest(
                                        record.making().request(),
                                        record.making().label(),
                                        e.slot())
                                .failed(e.message()));
    }

    private static BackupRecord sealed(BackupRecord record, List<BackupCopyRecord> copies) {
        return record.isSealed()
                ? record
                : record.in(BackupState.COMPLETED)
                        .withCopies(copies.stream().map(StoredCopy::present).toList());
    }

    private static BackupRecord unlessStored(BackupRecord record, BackupState state) {
        return record.isSealed() ? record : record.in(state);
    }

    static UnaryOperator<BackupRecord> of(VerificationEvent event, Instant time) {
        return record -> record.state() == BackupState.EXPIRED ? record : found(record, event, time);
    }

    private static BackupRecord found(BackupRecord record, VerificationEvent event, Instant time) {
        return switch (event) {
            case BackupVerified e ->
                good(record.of(e.kind()).in(BackupState.VERIFIED), e.copies(), time)
                        .with(record.trust().verified(e.verification(), e.level(), time, e.findings()));
            case BackupSuspected e ->
                record.of(e.kind())
                        .in(BackupState.SUSPECTED)
                        .with(record.trust().suspected(e.verification(), e.level(), e.findings()));
            case SuspicionAccepted e ->
                accepted(
                        record.with(
                                record.trust().acceptedAs(new BackupVerificationState.Acceptance(e.by(), e.reason()))),
                        time);
            case BackupCondemned e ->
                record.of(e.kind())
                        .in(BackupState.CONDEMNED)
                        .withCopies(record.copies().stream()
                                .map(copy -> copy.isThere() ? copy.in(Condition.CONDEMNED) : copy)
                                .toList())
                        .with(record.trust().condemned(e.verification(), time, e.evidence()))
                        .protectedSince(null);
            case CopyCondemned e -> condemned(record, e.copy());
            case VerificationInconclusive e ->
                record.with(record.trust().noticed(List.of(new Finding("inconclusive", e.message()))));
            case VerifierProbed e -> record;
        };
    }

    /** Only the copies that the event names are proven. Other destinations may have been unreachable. */
    private static BackupRecord good(BackupRecord record, List<CopyLocation> refs, Instant time) {
        return record.withCopies(record.copies().stream()
                .map(copy -> copy.isThere() && refs.stream().anyMatch(copy::is) ? copy.proven(time) : copy)
                .toList());
    }

    private static BackupRecord condemned(BackupRecord record, CopyLocation ref) {
        boolean isThisVersion = record.storedCopies().anyMatch(copy -> copy.is(ref));
        return isThisVersion ? record.withCopy(ref, Condition.CONDEMNED).protectedSince(null) : record;
    }

    /**
     * An operator's acceptance removes the suspicion. It does not replace the levels that the backup has not passed
     * yet.
     */
    private static BackupRecord accepted(BackupRecord record, Instant time) {
        if (record.state() != BackupState.SUSPECTED) {
            return record;
        }
        VerificationLevel level = record.trust().level();
        return level != null && level.compareTo(VerificationLevel.L2) >= 0
                ? record.in(BackupState.VERIFIED).with(record.trust().accepted(time))
                : record.in(BackupState.COMPLETED);
    }

    /**
     * A backup that a drill could not restore is not relied on, and is not deleted before an operator has reviewed it.
     */
    static BackupRecord drillFailed(BackupRecord record, DrillFailed drill) {
        return record.state() == BackupState.VERIFIED || record.state() == BackupState.COMPLETED
                ? record.in(BackupState.SUSPECTED).with(record.trust().noticed(drill.findings()))
                : record;
    }
}
