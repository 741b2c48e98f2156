package io.holdfast.restore.postgres;

import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.StoredJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service itself has said, heard from the log where its catalogue is younger. What is known already stays as it is. */
@ApplicationScoped
public class Recalled {

    private final Catalogue catalogue;
    private final DurationBooks durations;

    Recalled(Catalogue catalogue, DurationBooks durations) {
        this.catalogue = catalogue;
        this.durations = durations;
    }

    public void hear(RestoreEvent event, Instant time) {
        switch (event) {
            case RestorePlanned planned -> hear(planned, time);
            case RestoreStarted started ->
                recall(started.restore(), started, time, "failed", started.mode(), started.target());
            case RestoreCompleted completed -> hear(completed, time);
            case RestoreFailed failed -> recall(failed.restore(), failed, time, "failed", null, null);
            case RestoreReverted reverted ->
                catalogue.change(
                        "update restore set afterwards = 'reverted', kept_as = ?"
                                + " where id = ? and afterwards is null",
                        reverted.keptAs(),
                        reverted.restore());
            case KeptDropped dropped ->
                catalogue.change(
                        "update restore set afterwards = 'dropped', kept_as = null where id = ?", dropped.restore());
        }
    }

    /** Without its wish it cannot be carried out; it is known, so that the same request makes no second plan. */
    private void hear(RestorePlanned planned, Instant time) {
        catalogue.change(
                "insert into restore (id, database, request, wish, asked_by, asked_at, state, backup, mode, target,"
                        + " valid_until, due_at) values (?, ?, ?::jsonb, '{}', '', ?, 'planned', ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                planned.plan(),
                planned.database().value(),
                StoredJson.json(planned.request()),
                time,
                planned.backup().value(),
                planned.mode(),
                planned.target(),
                planned.validUntil(),
                time);
    }

    private void recall(
            UUID id, RestoreEvent event, Instant time, String state, @Nullable String mode, @Nullable String target) {
        catalogue.change(
                "update restore set state = ?, ended_at = ?, mode = coalesce(?, mode), target = coalesce(?, target),"
                        + " backup = ? where id = ? and plan is null and state in ('planned', 'failed')",
                state,
                time,
                mode,
                target,
                event.backup().value(),
                id);
    }

    private void hear(RestoreCompleted completed, Instant time) {
        recall(completed.restore(), completed, time, "completed", completed.mode(), completed.target());
        catalogue.change(
                "update restore set kept_as = ?, report = ?::jsonb, findings = ?::jsonb, not_restored = ?::jsonb"
                        + " where id = ? and plan is null and afterwards is null",
                completed.keptAs(),
                StoredJson.json(completed.report()),
                StoredJson.json(completed.findings()),
                completed.notRestored() == null ? null : StoredJson.json(completed.notRestored()),
                completed.restore());
        durations.add(
                completed.restore(),
                completed.database(),
                completed.backup(),
                "restore",
                time,
                completed.took(),
                completed.report());
    }
}
