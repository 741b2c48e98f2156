package io.holdfast.retention.storage;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.log.Signing;
import io.holdfast.events.signing.UnreadableKey;
import io.holdfast.retention.rebuilding.ForeignDumps;
import io.holdfast.store.Archived;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.Companion;
import io.holdfast.store.Companion.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Look;
import io.holdfast.store.Manifest;
import io.holdfast.store.ManifestSignature;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening.Opened;
import io.holdfast.store.Placing;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Stored;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Foreign dumps, read where they lie. */
@ApplicationScoped
class DumpFiles implements ForeignDumps {

    private final Destinations destinations;
    private final Clock clock;
    private final Signing signing;

    DumpFiles(Destinations destinations, Clock clock, Signing signing) {
        this.destinations = destinations;
        this.clock = clock;
        this.signing = signing;
    }

    @Override
    public Seen look(String destination, String file) {
        Optional<Destination> place = destinations.named(destination);
        Optional<Key> key = Key.parse(file);
        if (place.isEmpty()) {
            return new Seen.Unfit("no such destination is configured; the known ones are "
                    + String.join(
                            ", ",
                            destinations.all().stream().map(Destination::id).toList()));
        }
        if (key.isEmpty() || isBesideAnother(file)) {
            return new Seen.Unfit("that is not the plain name of a dump: letters, digits, '.', '_' and '-'");
        }
        return look(place.get(), key.get());
    }

    private static boolean isBesideAnother(String file) {
        return Stream.of(Role.values()).anyMatch(role -> file.endsWith(role.suffix()))
                || new Stored(file, 0, Instant.EPOCH).nature() == Stored.Nature.PARTIAL;
    }

    private Seen look(Destination place, Key key) {
        return switch (place.look(key)) {
            case Look.There there ->
                header(place, key)
                        .map(header -> hashed(place, key, there))
                        .orElseGet(() -> new Seen.Unfit(place.id() + "/" + key
                                + " is not an archive in pg_dump's custom format (pg_dump -Fc), or cannot be read"));
            case Missing missing ->
                new Seen.Unfit(place.id() + "/" + key
                        + " is not there, or looks unfinished: put the file into the destination first");
            case Unreadable unreadable -> new Seen.Unfit(unreadable.reason());
            case Unavailable unavailable -> new Seen.Away(unavailable.reason());
        };
    }

    private static Optional<DumpHeader> header(Destination place, Key key) {
        if (!(place.open(key) instanceof Opened opened)) {
            return Optional.empty();
        }
        try (InputStream in = opened.stream()) {
            return DumpHeader.read(in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Seen hashed(Destination place, Key key, Look.There there) {
        return switch (Rehash.of(place, key)) {
            case Rehashed.Hashed hashed ->
                new Seen.Dump(
                        new Copy(place.id(), key.value(), hashed.version(), hashed.bytes(), hashed.sha256()),
                        NameStamp.of(key.value())
                                .filter(clock.instant()::isAfter)
                                .orElse(there.modified()),
                        ArtifactName.parse(key.value()).map(ArtifactName::kind).orElse(null),
                        describedAs(place, key).orElse(null));
            case Rehashed.OtherLength other ->
                new Seen.Unfit(place.id() + "/" + key
                        + " changed its length while it was read: wait until it is complete, and import it again");
            case Archived archived -> new Seen.Unfit(key + " lies in " + archived.storageClass());
            case Missing missing -> new Seen.Unfit(key + " is gone");
            case Unreadable unreadable -> new Seen.Unfit(unreadable.reason());
            case Unavailable unavailable -> new Seen.Away(unavailable.reason());
        };
    }

    private static Optional<BackupId> describedAs(Destination place, Key key) {
        return SmallFile.read(place, key.companion(Role.MANIFEST)) instanceof SmallFile.Whole whole
                ? Manifest.parse(new String(whole.bytes(), StandardCharsets.UTF_8))
                        .filter(manifest -> manifest.artifact().file().equals(key.value()))
                        .map(Manifest::backup)
                : Optional.empty();
    }

    @Override
    public Optional<String> describe(Description description) {
        Copy copy = description.copy();
        Destination place = destinations.named(copy.destination()).orElseThrow();
        Key key = new Key(copy.key());
        Optional<DumpHeader> header = header(place, key);
        if (header.isEmpty()) {
            return Optional.of(key + " cannot be read any more");
        }
        Companion manifest = ForeignManifest.of(description, header.get()).asCompanion();
        ChecksumFile sums = new ChecksumFile(
                Map.of(key, copy.sha256(), key.companion(Role.MANIFEST), Passage.sha256(manifest.bytes())));
        return put(place, key, new Companion(Role.CHECKSUM, sums.text()))
                .or(() -> signature(manifest).flatMap(signature -> put(place, key, signature)))
                .or(() -> put(place, key, manifest));
    }

    /** Ours: dump-service has never seen this dump. */
    private Optional<Companion> signature(Companion manifest) {
        try {
            return signing.key().map(key -> ManifestSignature.of(manifest, key));
        } catch (UnreadableKey e) {
            return Optional.empty();
        }
    }

    private static Optional<String> put(Destination place, Key key, Companion companion) {
        return switch (place.put(key, companion)) {
            case Placing.Placed placed -> Optional.empty();
            case StorageFull full -> Optional.of(full.reason());
            case Unavailable unavailable -> Optional.of(unavailable.reason());
        };
    }
}
