package io.holdfast.dump.storage;

import io.holdfast.dump.postgres.ReservedArtifactNameRepository;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Destination;
import io.holdfast.store.InitDestinationResult;
import io.holdfast.store.ListStoredFilesResult;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.StoredFile;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Compares the files at the destinations with the reserved artifact names. */
@ApplicationScoped
public class ArtifactNameReconciler {

    private static final Logger LOG = Logger.getLogger(ArtifactNameReconciler.class);
    private static final int BATCH_SIZE = 1_000;
    private static final Duration MAX_UPLOAD_TIME = Duration.ofDays(7);

    private final ReservedArtifactNameRepository names;
    private final ConfiguredDestinations destinations;
    private final Clock clock;

    ArtifactNameReconciler(ReservedArtifactNameRepository names, ConfiguredDestinations destinations, Clock clock) {
        this.names = names;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Returns files whose names are not reserved for an attempt. */
    public Set<String> unexplained(ListStoredFilesResult.Listed listed) {
        Map<String, List<String>> byArtifact = listed.files().stream()
                .collect(Collectors.groupingBy(
                        file -> file.artifact().map(ArtifactName::toString).orElse(file.fileName()),
                        Collectors.mapping(StoredFile::fileName, Collectors.toList())));
        Set<String> unexplained = names.unexplained(byArtifact.keySet());
        return byArtifact.entrySet().stream()
                .filter(entry -> unexplained.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Initializes unused destinations. Call this only after the event log has been read: before that, it is unknown whether a
     * destination was used.
     */
    public void prepareDestinations() {
        if (!names.any()) {
            directories().forEach(ArtifactNameReconciler::prepare);
        }
    }

    /** Initializes a directory. An empty directory may be an unmounted mount point, so call this only if nothing was ever stored. */
    private static void prepare(LocalDirectory directory) {
        switch (directory.initialise()) {
            case InitDestinationResult.Known known ->
                LOG.debugf("The destination '%s' is already initialized", directory.id());
            case InitDestinationResult.Created created ->
                LOG.infof("The destination '%s' was initialized", directory.id());
            case InitDestinationResult.Refused refused ->
                LOG.warnf("The destination '%s' cannot be used: %s", directory.id(), refused.reason());
        }
    }

    private Stream<LocalDirectory> directories() {
        return destinations.all().stream()
                .filter(LocalDirectory.class::isInstance)
                .map(LocalDirectory.class::cast);
    }

    /** Makes recovery check every reserved name again that is not the artifact of a completed backup. */
    public void reconcile() {
        Set<String> found = new HashSet<>();
        for (Destination destination : destinations.all()) {
            // Recovery aborts uploads of known names. Uploads of unknown names are from a lost catalog.
            destination.abortUnfinished(clock.instant().minus(MAX_UPLOAD_TIME), name -> true);
            // If a destination becomes unavailable, the names that were already listed are processed.
            destination.walk(file -> {
                file.artifact().map(ArtifactName::toString).ifPresent(found::add);
                if (found.size() >= BATCH_SIZE) {
                    names.unsettle(found);
                    found.clear();
                }
            });
        }
        names.unsettle(found);
    }
}
