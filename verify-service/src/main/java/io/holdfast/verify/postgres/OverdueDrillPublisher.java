package io.holdfast.verify.postgres;

import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.drilling.CompletedDrill;
import io.holdfast.verify.drilling.DrillStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Publishes once for each database that a good drill is overdue. It publishes again only after another good drill. */
@ApplicationScoped
public class OverdueDrillPublisher {

    private final CatalogueDatabaseClient catalogue;
    private final Outbox outbox;
    private final DrillOutcomeRepository endings;

    OverdueDrillPublisher(CatalogueDatabaseClient catalogue, Outbox outbox, DrillOutcomeRepository endings) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.endings = endings;
    }

    public void announce(List<DrillStatus> statuses, Instant now) {
        statuses.stream().filter(status -> status.isOverdue(now)).forEach(status -> announce(status, now));
    }

    private void announce(DrillStatus status, Instant now) {
        DrillOverdue overdue = new DrillOverdue(
                status.database(), status.lastGood().map(CompletedDrill::at).orElse(null), status.limit());
        catalogue.transaction(() -> {
            boolean isNew = catalogue
                    .row(
                            "select 1 from drill_overdue where database = ? and due_since = ?",
                            row -> 1,
                            overdue.database().value(),
                            overdue.dueSince())
                    .isEmpty();
            if (isNew) {
                outbox.add(
                        NameBasedUuid.of(
                                        "drill-overdue",
                                        overdue.database().value(),
                                        overdue.dueSince().toString())
                                .toString(),
                        overdue);
                endings.replay(overdue, now);
            }
            return isNew;
        });
    }
}
