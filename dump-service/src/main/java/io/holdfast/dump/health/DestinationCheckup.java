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
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The destinations: reachable, with room, and without files that nobody can explain. */
@ApplicationScoped
class DestinationCheckup implements Checkup {

    private static final int SHOWN = 5;

    private final Destinations destinations;
    private final Reservations reservations;
    private final long keepFree;

    DestinationCheckup(Destinations destinations, Reservations reservations, DumpSettings settings) {
        this.destinations = destinations;
        this.reservations = reservations;
        this.keepFree = settings.dump().keepFreeBytes();
    }

    @Override
    public List<Check> look() {
        return destinations.all().parallelStream()
                .flatMap(destination -> look(destination).stream())
                .toList();
    }

    private List<Check> look(Destination destination) {
        String name = "destination " + destination.id();
        return switch (destination.room()) {
            case Unavailable away -> List.of(Check.fail(name, "cannot be used", away.reason()));
            case Room.Free free ->
                destination instanceof LocalDirectory directory
                        ? List.of(room(name, free), files(name + " files", directory))
                        : List.of(Check.ok(name, destination.described("answers, and accepts the credentials")));
        };
    }

    private Check room(String name, Room.Free free) {
        return free.bytes() > keepFree
                ? Check.ok(name, free.bytes() + " bytes free")
                : Check.fail(name, free.bytes() + " bytes free", "Make room: dumps are refused.");
    }

    private Check files(String name, LocalDirectory destination) {
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
