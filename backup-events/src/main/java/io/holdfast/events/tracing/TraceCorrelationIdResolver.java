package io.holdfast.events.tracing;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Determines what a message is about: all messages about the same subject belong to the same trace. */
final class TraceCorrelationIdResolver {

    private TraceCorrelationIdResolver() {}

    /** The subject of a request has no id yet, so the request itself identifies it. */
    static Optional<UUID> of(Envelope<?> heard) {
        return switch (heard.message()) {
            case BackupRequest request ->
                Optional.of(BackupId.ofRequest(heard.source(), heard.id(), request.database(), request.kindOrDefault())
                        .value());
            case OperatorRequest request -> Optional.of(of(heard.requestRef()));
            default -> of(heard.message());
        };
    }

    /** A restore and a drill have a trace of their own, because they can happen years after their backup. */
    static Optional<UUID> of(Message said) {
        return switch (said) {
            case BackupRequest request -> Optional.empty();
            case OperatorRequest request -> Optional.empty();
            case BackupProgressed progress -> Optional.empty();
            case RestoreProgressed progress -> Optional.empty();
            case OperatorEvent oversight -> Optional.empty();
            case DumpEvent dump -> Optional.of(dump.backup().value());
            case VerificationEvent verification ->
                Optional.of(verification.backup().value());
            case RetentionEvent keeping -> Optional.of(keeping.backup().value());
            case BackupCopyEvent copy -> Optional.of(copy.backup().value());
            case DrillEvent drill -> Optional.ofNullable(drillOf(drill));
            case RestoreEvent restore -> Optional.of(restoreOf(restore));
        };
    }

    /** The request that the message answers. */
    static Optional<UUID> requestOf(Message said) {
        return switch (said) {
            case DrillEvent.DrillStarted started ->
                Optional.ofNullable(started.request()).map(TraceCorrelationIdResolver::of);
            case RestoreEvent.RestorePlanned planned -> Optional.of(of(planned.request()));
            default -> Optional.empty();
        };
    }

    private static UUID of(RequestRef request) {
        return NameBasedUuid.of("trace", request.source().toString(), request.id());
    }

    private static @Nullable UUID drillOf(DrillEvent event) {
        return switch (event) {
            case DrillEvent.DrillStarted one -> one.drill();
            case DrillEvent.DrillCompleted one -> one.drill();
            case DrillEvent.DrillFailed one -> one.drill();
            case DrillEvent.DrillImpossible one -> one.drill();
            case DrillEvent.DrillOverdue none -> null;
        };
    }

    private static UUID restoreOf(RestoreEvent event) {
        return switch (event) {
            case RestoreEvent.RestorePlanned one -> one.plan();
            case RestoreEvent.RestoreStarted one -> one.restore();
            case RestoreEvent.RestoreCompleted one -> one.restore();
            case RestoreEvent.RestoreFailed one -> one.restore();
            case RestoreEvent.RestoreReverted one -> one.restore();
            case RestoreEvent.KeptDropped one -> one.restore();
        };
    }
}
