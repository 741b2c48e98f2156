package io.holdfast.events.tracing;

import io.holdfast.events.BackupRequest;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.Message;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreReport.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A span of work that has ended, to be created.
 *
 * @param attributes for searches; never a name, a host or a text from the database
 * @param error a short code if the work failed
 * @param parts in their order
 */
record CompletedSpan(
        String name,
        Instant begun,
        Instant ended,
        Map<String, String> attributes,
        Optional<String> error,
        List<CompletedSpan> parts) {

    CompletedSpan {
        attributes = Map.copyOf(attributes);
        parts = List.copyOf(parts);
    }

    CompletedSpan(String name, Instant begun, Instant ended, Map<String, String> attributes) {
        this(name, begun, ended, attributes, Optional.empty(), List.of());
    }

    /** The work whose end the message reports, if any. If the message has no start time, the span has no length. */
    static Optional<CompletedSpan> of(Message message, Instant at) {
        return switch (message) {
            case BackupRequest request -> Optional.of(new CompletedSpan("request", at, at, Map.of()));
            case BackupCompleted done ->
                Optional.of(new CompletedSpan(
                        "dump",
                        done.startedAt(),
                        at,
                        Map.of(
                                "holdfast.database", done.database().value(),
                                "holdfast.kind", done.kind().label(),
                                "holdfast.attempt", Integer.toString(done.attempt()))));
            case BackupFailed failed ->
                Optional.of(failed(
                        "dump", failed.database().value(), at, failed.failure().name()));
            case DrillCompleted done ->
                Optional.of(restored(
                        "drill",
                        done.database().value(),
                        at,
                        done.took(),
                        done.report().phases()));
            case DrillFailed failed ->
                Optional.of(failed("drill", failed.database().value(), at, "failed"));
            case RestoreCompleted done ->
                Optional.of(restored(
                        "restore",
                        done.database().value(),
                        at,
                        done.took(),
                        done.report().phases()));
            case RestoreFailed failed ->
                Optional.of(failed("restore", failed.database().value(), at, "failed"));
            default -> Optional.empty();
        };
    }

    private static CompletedSpan failed(String name, String database, Instant at, String error) {
        return new CompletedSpan(name, at, at, Map.of("holdfast.database", database), Optional.of(error), List.of());
    }

    private static CompletedSpan restored(String name, String database, Instant at, Duration took, List<Phase> phases) {
        Instant begun = at.minus(took);
        List<CompletedSpan> parts = new ArrayList<>();
        Instant next = begun;
        for (Phase phase : phases) {
            Instant end = next.plus(phase.took());
            parts.add(new CompletedSpan(name + " " + phase.name(), next, end, Map.of()));
            next = end;
        }
        return new CompletedSpan(name, begun, at, Map.of("holdfast.database", database), Optional.empty(), parts);
    }
}
