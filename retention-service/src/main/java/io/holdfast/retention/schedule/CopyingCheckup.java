package io.holdfast.retention.schedule;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.retention.copying.Backlog;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.Places.Place;
import io.holdfast.retention.copying.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** For each destination: whether it has every copy that it should have, and if not, why. */
@ApplicationScoped
class CopyingCheckup implements Checkup {

    private final Backlog backlog;
    private final Reach reach;

    CopyingCheckup(Backlog backlog, Reach reach) {
        this.backlog = backlog;
        this.reach = reach;
    }

    @Override
    public List<Check> look() {
        return backlog.places().stream().map(this::place).toList();
    }

    private Check place(Place place) {
        String name = "copies " + place.id();
        List<MissingCopy> missing = backlog.at(place.id());
        String waiting = missing.isEmpty()
                ? "none is missing"
                : missing.size() + " are missing, the oldest of a backup of "
                        + missing.getLast().takenAt();
        Optional<Reach.Away> away = reach.of(place.id());
        if (away.isPresent()) {
            return Check.fail(
                    name,
                    waiting + "; away since " + away.get().since() + ": "
                            + away.get().why(),
                    "They are caught up by themselves once it is back; asked again at "
                            + away.get().until() + ".");
        }
        return missing.isEmpty()
                ? Check.ok(name, waiting)
                : Check.warn(name, waiting, "They are being made, the newest first; see GET /copies.");
    }
}
