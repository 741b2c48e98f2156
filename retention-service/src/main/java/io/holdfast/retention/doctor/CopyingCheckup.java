package io.holdfast.retention.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.copying.DestinationBackoff;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.MissingCopyQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Checks for each destination whether it has every copy that it should have, and if not, why. */
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
                ? "no copies are missing"
                : missing.size() + " copies are missing; the oldest missing backup is of "
                        + missing.getLast().takenAt();
        Optional<DestinationBackoff.Away> away = destinationBackoff.of(place.id());
        if (away.isPresent()) {
            return DoctorCheckResult.fail(
                    name,
                    waiting + "; unreachable since " + away.get().since() + ": "
                            + away.get().why(),
                    "Missing copies are made automatically when the destination is reachable. Next attempt at "
                            + away.get().until() + ".");
        }
        return missing.isEmpty()
                ? DoctorCheckResult.ok(name, waiting)
                : DoctorCheckResult.warn(
                        name, waiting, "Copies are being made, newest backups first. See GET /copies.");
    }
}
