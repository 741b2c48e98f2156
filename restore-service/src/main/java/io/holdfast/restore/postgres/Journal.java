package io.holdfast.restore.postgres;

import io.holdfast.events.log.Catalogue;
import io.holdfast.restore.restoring.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What is done when, for those who look on. What a dead worker left is read from the server, never from here. */
@ApplicationScoped
public class Journal {

    private final Catalogue catalogue;
    private final Clock clock;

    Journal(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** This step begins now. */
    public void begins(Claim claim, String step, String text) {
        catalogue.change(
                "insert into step (restore, attempt, at, name, text) values (?, ?, ?, ?, ?)",
                claim.restore(),
                claim.attempt(),
                clock.instant(),
                step,
                text);
    }

    /** Whether any attempt came to this step; good for what does no harm when it is done again. */
    public boolean hasBegun(UUID restore, String step) {
        return catalogue
                .row("select 1 from step where restore = ? and name = ? limit 1", row -> 1, restore, step)
                .isPresent();
    }
}
