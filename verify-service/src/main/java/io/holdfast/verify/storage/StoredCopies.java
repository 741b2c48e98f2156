package io.holdfast.verify.storage;

import io.holdfast.events.Copy;
import io.holdfast.store.Archived;
import io.holdfast.store.Key;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Look;
import io.holdfast.store.Missing;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.verify.verifying.Copies;
import io.holdfast.verify.verifying.CopyLook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Copies at the configured destinations, read again from their first byte to their last. */
@ApplicationScoped
public class StoredCopies implements Copies {

    private final Destinations destinations;

    StoredCopies(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public CopyLook look(Copy copy) {
        Optional<LocalDirectory> destination = destinations.named(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (destination.isEmpty()) {
            return new CopyLook.NotLooked(
                    copy, "no destination '" + copy.destination() + "' is configured for this service");
        }
        return key.map(known -> look(copy, destination.get(), known))
                .orElseGet(() -> new CopyLook.NotLooked(copy, "the copy's key is not a plain name"));
    }

    /** The length first: it costs nothing, and a file of another length needs no reading. */
    private static CopyLook look(Copy copy, LocalDirectory destination, Key key) {
        return switch (destination.look(key)) {
            case Look.There there ->
                there.bytes() == copy.bytes()
                        ? rehash(copy, destination, key)
                        : new CopyLook.WrongSize(copy, there.bytes());
            case Missing missing -> new CopyLook.Missing(copy);
            case Unreadable unreadable -> new CopyLook.NotLooked(copy, unreadable.reason());
            case Unavailable unavailable -> new CopyLook.NotLooked(copy, unavailable.reason());
        };
    }

    private static CopyLook rehash(Copy copy, LocalDirectory destination, Key key) {
        return switch (Rehash.of(destination, key)) {
            case Rehashed.Hashed hashed -> compare(copy, hashed);
            case Missing missing -> new CopyLook.Missing(copy);
            case Archived archived ->
                new CopyLook.NotLooked(copy, archived.key() + " lies in " + archived.storageClass());
            case Unreadable unreadable -> new CopyLook.NotLooked(copy, unreadable.reason());
            case Unavailable unavailable -> new CopyLook.NotLooked(copy, unavailable.reason());
        };
    }

    private static CopyLook compare(Copy copy, Rehashed.Hashed hashed) {
        if (hashed.bytes() != copy.bytes()) {
            return new CopyLook.WrongSize(copy, hashed.bytes());
        }
        return hashed.sha256().equals(copy.sha256())
                ? new CopyLook.Good(copy)
                : new CopyLook.WrongChecksum(copy, hashed.sha256());
    }
}
