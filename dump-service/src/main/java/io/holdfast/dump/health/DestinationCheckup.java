package io.holdfast.dump.health;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.Reservations;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.store.Destination;
import io.holdfast.store.Listing;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Room;
import io.holdfast.store.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The destination: mounted, with room, and without files that nobody can explain. */
@ApplicationScoped
class DestinationCheckup implements Checkup {

    private static final int SHOWN = 5;

    private final Destination destination;
    private final Reservations reservations;
    private final long keepFree;

    DestinationCheckup(LocalDirectory destination, Reservations reservations, DumpSettings settings) {
        this.destination = destination;
        this.reservations = reservations;
        this.keepFree = settings.dump().keepFreeBytes();
    }

    @Override
    public List<Check> look() {
        String name = "destination " + destination.id();
        List<Check> checks = new ArrayList<>();
        switch (destination.room()) {
            case Unavailable away -> checks.add(Check.fail(name, "cannot be used", away.reason()));
            case Room.Free free -> {
                checks.add(
                        free.bytes() > keepFree
                                ? Check.ok(name, free.bytes() + " bytes free")
                                : Check.fail(name, free.bytes() + " bytes free", "Make room: dumps are refused."));
                checks.add(files(name + " files"));
            }
        }
        return checks;
    }

    private Check files(String name) {
        return switch (destination.list()) {
            case Unavailable away -> Check.fail(name, "cannot be listed", away.reason());
            case Listing.Listed listed -> {
                Set<String> strange = reservations.unexplained(listed);
                yield strange.isEmpty()
                        ? Check.ok(name, listed.files().size() + ", all explained")
                        : Check.warn(
                                name,
                                strange.size() + " that no backup of ours explains, such as "
                                        + strange.stream().limit(SHOWN).toList(),
                                "They are never touched. Remove or keep them yourself.");
            }
        };
    }
}
