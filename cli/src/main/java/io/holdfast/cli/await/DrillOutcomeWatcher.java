package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.RequestRef;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows the drill of a request. The first event of the drill has its id. */
public final class DrillOutcomeWatcher implements RestoreOrDrillWatcher<DrillWaitResult> {

    private final RequestRef request;
    private @Nullable UUID drill;

    public DrillOutcomeWatcher(RequestRef request) {
        this.request = request;
    }

    @Override
    public boolean isOf(UUID work) {
        return work.equals(drill);
    }

    @Override
    public boolean concerns(BackupEvent event) {
        return event instanceof DrillStarted started && started.drill().equals(drill);
    }

    @Override
    public Optional<DrillWaitResult> onEvent(BackupEvent event) {
        if (event instanceof RequestRejected rejected && rejected.request().equals(request)) {
            return Optional.of(new DrillWaitResult.Refused(rejected.message()));
        }
        if (event instanceof DrillStarted started && request.equals(started.request())) {
            drill = started.drill();
        }
        if (event instanceof DrillCompleted completed && isOf(completed.drill())) {
            return Optional.of(new DrillWaitResult.Completed(completed));
        }
        if (event instanceof DrillFailed failed && isOf(failed.drill())) {
            return Optional.of(new DrillWaitResult.Failed(failed));
        }
        return event instanceof DrillImpossible impossible && isOf(impossible.drill())
                ? Optional.of(new DrillWaitResult.Impossible(impossible))
                : Optional.empty();
    }

    @Override
    public DrillWaitResult unreadable(String reason) {
        return new DrillWaitResult.Refused("no service could read the request: " + reason);
    }

    @Override
    public DrillWaitResult outOfTime() {
        return new DrillWaitResult.OutOfTime();
    }
}
