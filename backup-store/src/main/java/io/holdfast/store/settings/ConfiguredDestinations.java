package io.holdfast.store.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.Destination;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.s3.S3Bucket;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The configured destinations. They are created at start, so that invalid settings are refused before anything runs. */
@Startup
@ApplicationScoped
public class ConfiguredDestinations {

    /** Id of the directory that the runbook names {@code BACKUP_DIR}. */
    public static final String LOCAL = "local";

    private static final Duration STALL_AFTER = Duration.ofSeconds(60);

    private final Map<String, Destination> byId = new LinkedHashMap<>();
    private final DestinationSettings settings;

    /** @throws IllegalArgumentException if the settings of a destination are not valid */
    public ConfiguredDestinations(DestinationSettings settings) {
        this.settings = settings;
        FileModes fileModes = settings.groupReadable() ? FileModes.GROUP : FileModes.OWNER;
        byId.put(LOCAL, new LocalDirectory(LOCAL, settings.backupDir(), fileModes));
        new TreeMap<>(settings.destinations()).forEach((id, one) -> byId.put(id, destination(id, one, fileModes)));
        refuseUnknown(settings, byId.keySet());
    }

    private static Destination destination(String id, DestinationSettings.OfDestination one, FileModes fileModes) {
        if (one.path().isPresent() == one.bucket().isPresent()) {
            throw new IllegalArgumentException("destination '" + id + "' has "
                    + (one.path().isPresent() ? "both a path and a bucket" : "neither a path nor a bucket")
                    + ": set exactly one of them");
        }
        return one.path()
                .<Destination>map(path -> new LocalDirectory(
                        id,
                        path,
                        fileModes,
                        new FailureDomain(
                                one.medium().orElse("disk"), one.offSite().orElse(false))))
                .orElseGet(() -> BucketFactory.bucket(id, one));
    }

    private static void refuseUnknown(DestinationSettings settings, Set<String> known) {
        settings.databases()
                .forEach((database, own) -> own.destinations().orElse(List.of()).stream()
                        .filter(id -> !known.contains(id))
                        .findFirst()
                        .ifPresent(id -> {
                            throw new IllegalArgumentException("database '" + database + "' uses the destination '"
                                    + id + "', which is not configured: the configured destinations are "
                                    + String.join(", ", known));
                        }));
    }

    @PreDestroy
    void close() {
        byId.values().stream()
                .filter(S3Bucket.class::isInstance)
                .map(S3Bucket.class::cast)
                .forEach(S3Bucket::close);
    }

    /** Empty if no such destination is configured; an event can contain any name. */
    public Optional<Destination> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The local one first, the others in the order of their ids. */
    public List<Destination> all() {
        return List.copyOf(byId.values());
    }

    /** The options of a new artifact of the database: nobody may delete it before the end of its shortest retention. */
    public ArtifactWriteOptions options(DatabaseId database, Instant takenAt) {
        int days = Optional.ofNullable(settings.databases().get(database.value()))
                .map(DestinationSettings.OfDatabase::retentionDays)
                .orElse(OptionalInt.empty())
                .orElse(settings.retentionDays());
        return new ArtifactWriteOptions(Optional.of(takenAt.plus(Duration.ofDays(days))));
    }

    /** Maximum time without an accepted byte, after which a backup continues without the destination. */
    public Duration stallAfter(Destination destination) {
        return Optional.ofNullable(settings.destinations().get(destination.id()))
                .map(DestinationSettings.OfDestination::stallAfter)
                .orElse(STALL_AFTER);
    }

    /** The destinations for every backup of the database, the local one first. */
    public List<Destination> of(DatabaseId database) {
        List<String> wanted = Optional.ofNullable(settings.databases().get(database.value()))
                .flatMap(DestinationSettings.OfDatabase::destinations)
                .orElseGet(() -> List.copyOf(byId.keySet()));
        return byId.values().stream()
                .filter(destination -> wanted.contains(destination.id()))
                .toList();
    }
}
