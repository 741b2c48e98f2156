package io.holdfast.verify.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.restoring.archive.ManifestBeside;
import io.holdfast.store.Archived;
import io.holdfast.store.Attesting;
import io.holdfast.store.CompanionCheck;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Look;
import io.holdfast.store.Missing;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.verifying.Copies;
import io.holdfast.verify.verifying.CopyLook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies at the configured destinations, read again from their first byte to their last. */
@ApplicationScoped
public class StoredCopies implements Copies {

    private final Destinations destinations;

    StoredCopies(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public CopyLook look(Copy copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (destination.isEmpty()) {
            return new CopyLook.NotLooked(
                    copy, "no destination '" + copy.destination() + "' is configured for this service");
        }
        return key.map(known -> look(copy, destination.get(), known))
                .orElseGet(() -> new CopyLook.NotLooked(copy, "the copy's key is not a plain name"));
    }

    @Override
    public List<Finding> companions(Copy copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<Key> key = Key.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return List.of();
        }
        CompanionCheck check = CompanionCheck.of(destination.get(), key.get(), copy);
        return Stream.concat(
                        check.altered().stream()
                                .map(beside -> new Finding(
                                        "companion_altered",
                                        copy.destination() + "/" + beside + " is not the file that was sealed")),
                        check.gone().stream()
                                .map(beside -> new Finding(
                                        "companion_missing", copy.destination() + "/" + beside + " is gone")))
                .toList();
    }

    @Override
    public List<Finding> sourceFaults(Copy copy) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ManifestBeside.read(destination, copy))
                .map(SourceFaultFindings::of)
                .orElse(List.of());
    }

    /** What lies on this host is nearer than what does not, and {@code local} is the nearest. */
    @Override
    public int distance(Copy copy) {
        List<Destination> all = destinations.all();
        int place = all.stream().map(Destination::id).toList().indexOf(copy.destination());
        if (place < 0) {
            return Integer.MAX_VALUE;
        }
        return all.get(place).site().isOffSite() ? all.size() + place : place;
    }

    /** The length first: it costs nothing, and a file of another length needs no reading. */
    private static CopyLook look(Copy copy, Destination destination, Key key) {
        return switch (destination.look(key, copy.versionId())) {
            case Look.There there ->
                there.bytes() == copy.bytes()
                        ? rehash(copy, destination, key)
                        : new CopyLook.WrongSize(copy, there.bytes());
            case Missing missing -> new CopyLook.Missing(copy);
            case Unreadable unreadable -> new CopyLook.NotLooked(copy, unreadable.reason());
            case Unavailable unavailable -> new CopyLook.NotLooked(copy, unavailable.reason());
        };
    }

    private static CopyLook rehash(Copy copy, Destination destination, Key key) {
        return switch (Rehash.of(destination, key, copy.bytes(), copy.versionId())) {
            case Rehashed.Hashed hashed -> compare(copy, hashed);
            case Rehashed.OtherLength other -> new CopyLook.WrongSize(copy, other.bytes());
            case Missing missing -> new CopyLook.Missing(copy);
            case Archived archived -> attested(copy, destination, archived);
            case Unreadable unreadable -> new CopyLook.NotLooked(copy, unreadable.reason());
            case Unavailable unavailable -> new CopyLook.NotLooked(copy, unavailable.reason());
        };
    }

    private static CopyLook compare(Copy copy, Rehashed.Hashed hashed) {
        return hashed.sha256().equals(copy.sha256())
                ? new CopyLook.Good(copy)
                : new CopyLook.WrongChecksum(copy, hashed.sha256());
    }

    private static CopyLook attested(Copy copy, Destination destination, Archived archived) {
        return switch (destination.attest(copy)) {
            case Attesting.Attested attested -> new CopyLook.Vouched(copy, archived.storageClass());
            case Attesting.Contradicted contradicted -> new CopyLook.Contradicted(copy, contradicted.how());
            case NotOffered none ->
                new CopyLook.NotLooked(
                        copy,
                        archived.key() + " lies in " + archived.storageClass()
                                + ", and its storage keeps no checksum of it: restore it there first");
            case Missing missing -> new CopyLook.Missing(copy);
            case Unreadable unreadable -> new CopyLook.NotLooked(copy, unreadable.reason());
            case Unavailable unavailable -> new CopyLook.NotLooked(copy, unavailable.reason());
        };
    }
}
