package io.holdfast.retention.expiring;

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
import io.holdfast.events.SealedCopy;
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

/** How a page changes with what dump-service, the scheduler and verify-service say. */
final class DumpEventProjection {

    private DumpEventProjection() {}

    static UnaryOperator<BackupRecord> of(DumpEvent event, Instant time) {
        return page -> switch (event) {
            case BackupAccepted e ->
                unlessStored(page.of(e.kind()), BackupState.ACCEPTED)
                        .with(page.making().asked(e.request(), e.label(), e.slot()));
            case BackupRejected e ->
                page.isSealed()
                        ? page
                        : page.in(BackupState.REJECTED)
                                .with(page.making()
                                        .asked(e.request(), null, null)
                                        .failed(e.message()));
            case BackupStarted e ->
                page.isSealed()
                        ? page
                        : page.of(e.kind())
                                .in(BackupState.RUNNING)
                                .with(page.making().started(e.artifact(), time));
            case BackupCompleted e -> completed(page, e, time);
            case BackupFailed e ->
                page.isSealed()
                        ? page
                        : page.of(e.kind())
                                .in(e.isFinal() ? BackupState.FAILED : BackupState.ACCEPTED)
                                .with(page.making().failed(e.message()));
            case BackupCancelled e ->
                page.isSealed()
                        ? page
                        : page.of(e.kind())
                                .in(BackupState.CANCELLED)
                                .with(page.making().failed("cancelled by " + e.by() + ": " + e.reason()));
            case BackupMissed e -> missed(page.of(e.kind()), e);
            case BackupImported e ->
                sealed(page.of(e.kind()), e.copies())
                        .with(page.making()
                                .asked(
                                        page.making().request(),
                                        e.label(),
                                        page.making().slot())
                                .completed(e.copies().getFirst().key(), e.startedAt(), time));
        };
    }

    private static BackupRecord completed(BackupRecord page, BackupCompleted e, Instant time) {
        return sealed(page.of(e.kind()), e.copies())
                .with(page.making()
                        .asked(e.request(), e.label(), e.slot())
                        .completed(e.copies().getFirst().key(), e.startedAt(), time));
    }

    /** A run that is late is still a run. */
    private static BackupRecord missed(BackupRecord page, BackupMissed e) {
        return page.isSealed() || page.state() == BackupState.RUNNING
                ? page
                : page.in(BackupState.MISSED)
                        .with(page.making()
                                .asked(page.making().request(), page.making().label(), e.slot())
                                .failed(e.message()));
    }

    private static BackupRecord sealed(BackupRecord page, List<SealedCopy> copies) {
        return page.isSealed()
                ? page
                : page.in(BackupState.COMPLETED)
                        .withCopies(copies.stream().map(StoredCopy::present).toList());
    }

    private static BackupRecord unlessStored(BackupRecord page, BackupState state) {
        return page.isSealed() ? page : page.in(state);
    }

    static UnaryOperator<BackupRecord> of(VerificationEvent event, Instant time) {
        return page -> page.state() == BackupState.EXPIRED ? page : found(page, event, time);
    }

    private static BackupRecord found(BackupRecord page, VerificationEvent event, Instant time) {
        return switch (event) {
            case BackupVerified e ->
                good(page.of(e.kind()).in(BackupState.VERIFIED), e.copies(), time)
                        .with(page.trust().verified(e.verification(), e.level(), time, e.findings()));
            case BackupSuspected e ->
                page.of(e.kind())
                        .in(BackupState.SUSPECTED)
                        .with(page.trust().suspected(e.verification(), e.level(), e.findings()));
            case SuspicionAccepted e ->
                accepted(
                        page.with(page.trust().acceptedAs(new VerificationRecord.Acceptance(e.by(), e.reason()))),
                        time);
            case BackupCondemned e ->
                page.of(e.kind())
                        .in(BackupState.CONDEMNED)
                        .withCopies(page.copies().stream()
                                .map(copy -> copy.isThere() ? copy.in(Condition.CONDEMNED) : copy)
                                .toList())
                        .with(page.trust().condemned(e.verification(), time, e.evidence()))
                        .protectedSince(null);
            case CopyCondemned e -> condemned(page, e.copy());
            case VerificationInconclusive e ->
                page.with(page.trust().noticed(List.of(new Finding("inconclusive", e.message()))));
            case VerifierProbed e -> page;
        };
    }

    /** Proven are the copies that it names, and no others: a destination may have been away. */
    private static BackupRecord good(BackupRecord page, List<CopyLocation> refs, Instant time) {
        return page.withCopies(page.copies().stream()
                .map(copy -> copy.isThere() && refs.stream().anyMatch(copy::is) ? copy.proven(time) : copy)
                .toList());
    }

    private static BackupRecord condemned(BackupRecord page, CopyLocation ref) {
        boolean isThisVersion = page.storedCopies().anyMatch(copy -> copy.is(ref));
        return isThisVersion ? page.withCopy(ref, Condition.CONDEMNED).protectedSince(null) : page;
    }

    /** A person's word lifts the suspicion; it does not replace the levels that the bytes have not passed yet. */
    private static BackupRecord accepted(BackupRecord page, Instant time) {
        if (page.state() != BackupState.SUSPECTED) {
            return page;
        }
        VerificationLevel level = page.trust().level();
        return level != null && level.compareTo(VerificationLevel.L2) >= 0
                ? page.in(BackupState.VERIFIED).with(page.trust().accepted(time))
                : page.in(BackupState.COMPLETED);
    }

    /** What could not be restored is not counted on, and is not deleted before somebody has looked. */
    static BackupRecord drillFailed(BackupRecord page, DrillFailed drill) {
        return page.state() == BackupState.VERIFIED || page.state() == BackupState.COMPLETED
                ? page.in(BackupState.SUSPECTED).with(page.trust().noticed(drill.findings()))
                : page;
    }
}
