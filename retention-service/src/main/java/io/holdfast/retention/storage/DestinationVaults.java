package io.holdfast.retention.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.CopyRef;
import io.holdfast.retention.promoting.Vaults;
import io.holdfast.store.Archiving;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Locking;
import io.holdfast.store.Missing;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** The configured destinations, as far as they lock and archive. */
@ApplicationScoped
class DestinationVaults implements Vaults {

    private final Destinations destinations;

    DestinationVaults(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public Lock lockOf(CopyRef copy) {
        return at(copy, (destination, key) -> destination.lockOf(key, copy.versionId()))
                .map(DestinationVaults::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    @Override
    public Lock lock(CopyRef copy, Instant until) {
        return at(copy, (destination, key) -> destination.lock(key, copy.versionId(), until))
                .map(DestinationVaults::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    private static Lock read(Locking answer) {
        return switch (answer) {
            case Locking.Locked locked -> new Lock.Read(locked.until());
            case Locking.Unlocked unlocked -> new Lock.Read(null);
            case NotOffered none -> new Lock.NotOffered();
            case Missing missing -> new Lock.Unknown(missing.key() + " is not there");
            case Unreadable refused -> new Lock.Refused(refused.reason());
            case Unavailable away -> new Lock.Unknown(away.reason());
        };
    }

    @Override
    public Move archive(Copy copy) {
        return at(copy.ref(), (destination, key) -> destination.archive(copy))
                .map(DestinationVaults::moved)
                .orElseGet(() -> new Move.NotOffered());
    }

    private static Move moved(Archiving answer) {
        return switch (answer) {
            case Archiving.Moved moved -> new Move.Moved(moved.copy(), moved.storageClass());
            case NotOffered none -> new Move.NotOffered();
            case Missing missing -> new Move.NotMoved(missing.key() + " is not there");
            case Unreadable unreadable -> new Move.NotMoved(unreadable.reason());
            case Unavailable away -> new Move.NotMoved(away.reason());
        };
    }

    /** What events name is believed only where it is a configured destination and a plain name. */
    private <T> Optional<T> at(CopyRef copy, BiFunction<Destination, Key, T> question) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> Key.parse(copy.key()).map(key -> question.apply(destination, key)));
    }
}
