package io.holdfast.verify.postgres;

import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.drilling.Past;
import io.holdfast.verify.drilling.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Says of each database once that there has been too long no good drill, and again only after there was one. */
@ApplicationScoped
public class OverdueDrills {

    private final Catalogue catalogue;
    private final Outbox outbox;
    private final DrillEndings endings;

    OverdueDrills(Catalogue catalogue, Outbox outbox, DrillEndings endings) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.endings = endings;
    }

    public void announce(List<Standing> standings, Instant now) {
        standings.stream().filter(standing -> standing.isOverdue(now)).forEach(standing -> announce(standing, now));
    }

    private void announce(Standing standing, Instant now) {
        DrillOverdue overdue = new DrillOverdue(
                standing.database(), standing.lastGood().map(Past::at).orElse(null), standing.limit());
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
                        NameBasedId.of(
                                        "drill-overdue",
                                        overdue.database().value(),
                                        overdue.dueSince().toString())
                                .toString(),
                        overdue);
                endings.recall(overdue, now);
            }
            return isNew;
        });
    }
}
