package io.holdfast.retention.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.CopyRef;
import io.holdfast.retention.expiring.Storage;
import io.holdfast.store.Archived;
import io.holdfast.store.Attesting;
import io.holdfast.store.Deletion;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed.Hashed;
import io.holdfast.store.Rehashed.OtherLength;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** The configured destinations as the domain's storage. */
@ApplicationScoped
class DestinationStorage implements Storage {

    private final Destinations destinations;

    DestinationStorage(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public Look find(CopyRef copy) {
        return at(copy, (destination, key) -> switch (destination.look(key, copy.versionId())) {
            case io.holdfast.store.Look.There there -> new Look.Good();
            case Missing missing -> new Look.Absent();
            case Unreadable unreadable -> new Look.Unknown(unreadable.reason());
            case Unavailable unavailable -> new Look.Unknown(unavailable.reason());
        });
    }

    @Override
    public Look reread(Copy copy) {
        return at(
                copy.ref(), (destination, key) -> switch (Rehash.of(destination, key, copy.bytes(), copy.versionId())) {
                    case Hashed hashed -> compared(copy, hashed);
                    case OtherLength other -> new Look.Bad(other.bytes() + " bytes instead of " + copy.bytes());
                    case Archived archived -> attested(copy, destination, archived);
                    case Missing missing -> new Look.Absent();
                    case Unreadable unreadable -> new Look.Unknown(unreadable.reason());
                    case Unavailable unavailable -> new Look.Unknown(unavailable.reason());
                });
    }

    /** What cannot be read at once is good where its storage still keeps the checksum that was recorded. */
    private static Look attested(Copy copy, Destination destination, Archived archived) {
        return switch (destination.attest(copy)) {
            case Attesting.Attested same -> new Look.Good();
            case Attesting.Contradicted other -> new Look.Bad(other.how());
            case NotOffered none ->
                new Look.Unknown(
                        archived.key() + " lies in " + archived.storageClass() + ", and nobody vouches for it");
            case Missing missing -> new Look.Absent();
            case Unreadable unreadable -> new Look.Unknown(unreadable.reason());
            case Unavailable unavailable -> new Look.Unknown(unavailable.reason());
        };
    }

    private static Look compared(Copy copy, Hashed hashed) {
        return hashed.sha256().equals(copy.sha256())
                ? new Look.Good()
                : new Look.Bad("SHA-256 " + hashed.sha256() + " instead of " + copy.sha256());
    }

    @Override
    public Look delete(CopyRef copy) {
        return at(copy, (destination, key) -> switch (destination.delete(key)) {
            case Deletion.Deleted deleted -> new Look.Absent();
            case Deletion.AlreadyGone gone -> new Look.Absent();
            case Deletion.NotDeleted refused -> new Look.Unknown(refused.reason());
            case Unavailable unavailable -> new Look.Unknown(unavailable.reason());
        });
    }

    /** What events name is believed only where it is a configured destination and a plain name. */
    private Look at(CopyRef copy, BiFunction<Destination, Key, Look> question) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> Key.parse(copy.key()).map(key -> question.apply(destination, key)))
                .orElseGet(() -> new Look.Unknown(copy + " does not lie at a configured destination"));
    }
}
