package io.holdfast.restore.postgres;

import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores events that this service published before its catalog was rebuilt. Known restores are not changed. */
@ApplicationScoped
public class RestoreEventReplay {

    private final CatalogueDatabaseClient catalogue;
    private final RestoreDurationRepository durations;

    RestoreEventReplay(CatalogueDatabaseClient catalogue, RestoreDurationRepository durations) {
        this.catalogue = catalogue;
        this.durations = durations;
    }

    public void replay(RestoreEvent event, Instant time) {
        switch (event) {
            case RestorePlanned planned -> replay(planned, time);
            case RestoreStarted started ->
                replay(started.restore(), started, time, "failed", started.mode(), started.target());
            case RestoreCompleted completed -> replay(completed, time);
            case RestoreFailed failed -> replay(failed.restore(), failed, time, "failed", null, null);
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

    /** The plan cannot be executed without its request. It is stored so that the same request creates no second plan. */
    private void replay(RestorePlanned planned, Instant time) {
        catalogue.change(
                "insert into restore (id, database, request, wish, asked_by, asked_at, state, backup, mode, target,"
                        + " valid_until, due_at) values (?, ?, ?::jsonb, '{}', '', ?, 'planned', ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                planned.plan(),
                planned.database().value(),
                JsonColumnConverter.json(planned.request()),
                time,
                planned.backup().value(),
                planned.mode(),
                planned.target(),
                planned.validUntil(),
                time);
    }

    private void replay(
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

    private void replay(RestoreCompleted completed, Instant time) {
        replay(completed.restore(), completed, time, "completed", completed.mode(), completed.target());
        catalogue.change(
                "update restore set kept_as = ?, report = ?::jsonb, findings = ?::jsonb, not_restored = ?::jsonb"
                        + " where id = ? and plan is null and afterwards is null",
                completed.keptAs(),
                JsonColumnConverter.json(completed.report()),
                JsonColumnConverter.json(completed.findings()),
                completed.notRestored() == null ? null : JsonColumnConverter.json(completed.notRestored()),
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
