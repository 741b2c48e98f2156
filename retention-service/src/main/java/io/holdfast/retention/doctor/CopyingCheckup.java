package io.holdfast.retention.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.retention.copying.CopyDestinations.Place;
import io.holdfast.retention.copying.DestinationBackoff;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.MissingCopyQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** For each destination: whether it has every copy that it should have, and if not, why. */
@ApplicationScoped
class CopyingCheckup implements Checkup {

    private final MissingCopyQueue missingCopyQueue;
    private final DestinationBackoff destinationBackoff;

    CopyingCheckup(MissingCopyQueue missingCopyQueue, DestinationBackoff destinationBackoff) {
        this.missingCopyQueue = missingCopyQueue;
        this.destinationBackoff = destinationBackoff;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return missingCopyQueue.places().stream().map(this::place).toList();
    }

    private DoctorCheckResult place(Place place) {
        String name = "copies " + place.id();
        List<MissingCopy> missing = missingCopyQueue.at(place.id());
        String waiting = missing.isEmpty()
                ? "none is missing"
                : missing.size() + " are missing, the oldest of a backup of "
                        + missing.getLast().takenAt();
        Optional<DestinationBackoff.Away> away = destinationBackoff.of(place.id());
        if (away.isPresent()) {
            return DoctorCheckResult.fail(
                    name,
                    waiting + "; away since " + away.get().since() + ": "
                            + away.get().why(),
                    "They are caught up by themselves once it is back; asked again at "
                            + away.get().until() + ".");
        }
        return missing.isEmpty()
                ? DoctorCheckResult.ok(name, waiting)
                : DoctorCheckResult.warn(name, waiting, "They are being made, the newest first; see GET /copies.");
    }
}
