package io.holdfast.cli.evidence;

import io.holdfast.cli.evidence.EvidenceSummary.DrillRow;
import io.holdfast.cli.evidence.EvidenceSummary.RestoreRow;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.Envelope;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.RestoreReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drills and restores, each with the state of its last event. */
final class RecoverySummary {

    private final Map<Object, DrillRow> drills = new LinkedHashMap<>();
    private final Map<UUID, RestoreRow> restores = new LinkedHashMap<>();
    private final Map<UUID, String> approvers = new HashMap<>();

    void add(Envelope<?> envelope) {
        if (envelope.message() instanceof DrillEvent event) {
            drilled(event, envelope.time());
        } else if (envelope.message() instanceof RestoreEvent event) {
            restored(event, envelope.time());
        } else if (envelope.message() instanceof ApproveRestoreRequested request) {
            approvers.put(request.plan(), request.by());
        }
    }

    private void drilled(DrillEvent event, Instant at) {
        switch (event) {
            case DrillStarted e ->
                drills.put(e.drill(), row(e, e.backup().toString(), e.drill(), at, "open", List.of()));
            case DrillFailed e ->
                drills.put(e.drill(), row(e, e.backup().toString(), e.drill(), at, "failed", e.findings()));
            case DrillImpossible e ->
                drills.put(e.drill(), row(e, e.backup().toString(), e.drill(), at, "impossible", e.missing()));
            case DrillOverdue e -> drills.put(e, row(e, null, null, at, "overdue", List.of()));
            case DrillCompleted e ->
                drills.put(
                        e.drill(),
                        new DrillRow(
                                e.database().value(),
                                e.backup().toString(),
                                e.drill().toString(),
                                at,
                                "completed",
                                e.level().name(),
                                e.took(),
                                e.objective(),
                                e.report(),
                                texts(e.findings())));
        }
    }

    private static DrillRow row(
            DrillEvent event,
            @Nullable String backup,
            @Nullable UUID drill,
            Instant at,
            String outcome,
            List<Finding> findings) {
        return new DrillRow(
                event.database().value(),
                backup,
                drill == null ? null : drill.toString(),
                at,
                outcome,
                null,
                null,
                null,
                null,
                texts(findings));
    }

    private void restored(RestoreEvent event, Instant at) {
        switch (event) {
            case RestorePlanned e ->
                put(e, e.plan(), at, e.mode(), e.target(), "planned", null, null, texts(e.obstacles()));
            case RestoreStarted e -> put(e, e.restore(), at, e.mode(), e.target(), "started", null, null, List.of());
            case RestoreCompleted e ->
                put(
                        e,
                        e.restore(),
                        at,
                        e.mode(),
                        e.target(),
                        "completed",
                        e.took(),
                        e.report(),
                        Stream.concat(
                                        texts(e.notRestored() == null ? List.of() : e.notRestored()).stream(),
                                        texts(e.findings()).stream())
                                .toList());
            case RestoreFailed e ->
                put(
                        e,
                        e.restore(),
                        at,
                        was(e.restore(), RestoreRow::mode),
                        was(e.restore(), RestoreRow::target),
                        "failed",
                        null,
                        null,
                        Stream.concat(Stream.of(e.message()), texts(e.findings()).stream())
                                .toList());
            case RestoreReverted e ->
                put(
                        e,
                        e.restore(),
                        at,
                        was(e.restore(), RestoreRow::mode),
                        was(e.restore(), RestoreRow::target),
                        "reverted",
                        null,
                        null,
                        List.of("taken back by " + e.by()));
            case KeptDropped ignored -> {
                // This event is in the table of decisions.
            }
        }
    }

    private String was(UUID restore, java.util.function.Function<RestoreRow, String> part) {
        RestoreRow known = restores.get(restore);
        return known == null ? "" : part.apply(known);
    }

    private void put(
            RestoreEvent event,
            UUID restore,
            Instant at,
            String mode,
            String target,
            String outcome,
            @Nullable Duration took,
            @Nullable RestoreReport report,
            List<String> findings) {
        restores.put(
                restore,
                new RestoreRow(
                        event.database().value(),
                        event.backup().toString(),
                        restore.toString(),
                        at,
                        mode,
                        target,
                        null,
                        outcome,
                        took,
                        report,
                        findings));
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).toList();
    }

    List<DrillRow> drills() {
        return List.copyOf(drills.values());
    }

    /** An approval is in another topic, and can be read before or after its plan. */
    List<RestoreRow> restores() {
        return restores.entrySet().stream()
                .map(entry -> approved(entry.getValue(), approvers.get(entry.getKey())))
                .toList();
    }

    private static RestoreRow approved(RestoreRow row, @Nullable String by) {
        return new RestoreRow(
                row.database(),
                row.backup(),
                row.restore(),
                row.at(),
                row.mode(),
                row.target(),
                by,
                row.outcome(),
                row.took(),
                row.report(),
                row.findings());
    }
}
