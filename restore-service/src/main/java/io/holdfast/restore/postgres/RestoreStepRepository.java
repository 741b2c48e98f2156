package io.holdfast.restore.postgres;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.restore.restoring.RestoreClaim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Logs the steps of a restore for display. The state that a dead worker left is read from the server, never from this log. */
@ApplicationScoped
public class RestoreStepRepository {

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;

    RestoreStepRepository(CatalogueDatabaseClient catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Records that a step starts. */
    public void begins(RestoreClaim claim, String step, String text) {
        catalogue.change(
                "insert into step (restore, attempt, at, name, text) values (?, ?, ?, ?, ?)",
                claim.restore(),
                claim.attempt(),
                clock.instant(),
                step,
                text);
    }

    /** Whether any attempt reached this step. Use it only for actions that are safe to repeat. */
    public boolean hasBegun(UUID restore, String step) {
        return catalogue
                .row("select 1 from step where restore = ? and name = ? limit 1", row -> 1, restore, step)
                .isPresent();
    }
}
