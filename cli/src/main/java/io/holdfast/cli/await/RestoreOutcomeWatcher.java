package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import java.util.Optional;
import java.util.UUID;

/** Follows the restore of an approved plan until its end. */
public final class RestoreOutcomeWatcher implements RestoreOrDrillWatcher<RestoreWaitResult> {

    private final UUID restore;
    private final RequestRef approval;

    /** @param restore id of the plan, which is also the id of the restore */
    public RestoreOutcomeWatcher(UUID restore, RequestRef approval) {
        this.restore = restore;
        this.approval = approval;
    }

    @Override
    public boolean isOf(UUID work) {
        return work.equals(restore);
    }

    @Override
    public boolean concerns(BackupEvent event) {
        return event instanceof RestoreEvent e && restore.equals(idOf(e));
    }

    /** The id of the restore or plan that an event is about. */
    public static UUID idOf(RestoreEvent event) {
        return switch (event) {
            case RestorePlanned e -> e.plan();
            case RestoreStarted e -> e.restore();
            case RestoreCompleted e -> e.restore();
            case RestoreFailed e -> e.restore();
            case RestoreReverted e -> e.restore();
            case KeptDropped e -> e.restore();
        };
    }

    @Override
    public Optional<RestoreWaitResult> onEvent(BackupEvent event) {
        if (event instanceof RequestRejected rejected && rejected.request().equals(approval)) {
            return Optional.of(new RestoreWaitResult.Refused(rejected.message()));
        }
        if (event instanceof RestoreCompleted completed && completed.restore().equals(restore)) {
            return Optional.of(new RestoreWaitResult.Completed(completed));
        }
        return event instanceof RestoreFailed failed && failed.restore().equals(restore)
                ? Optional.of(new RestoreWaitResult.Failed(failed))
                : Optional.empty();
    }

    @Override
    public RestoreWaitResult unreadable(String reason) {
        return new RestoreWaitResult.Refused("no service could read the request: " + reason);
    }

    @Override
    public RestoreWaitResult outOfTime() {
        return new RestoreWaitResult.OutOfTime();
    }
}
