package io.holdfast.dump.storage;

import io.holdfast.dump.postgres.ReservedArtifactNames;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Destination;
import io.holdfast.store.InitResult;
import io.holdfast.store.ListResult;
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

/** What the books say about names at the destinations. */
@ApplicationScoped
public class ArtifactNameReservations {

    private static final Logger LOG = Logger.getLogger(ArtifactNameReservations.class);
    private static final int AT_ONCE = 1_000;
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(7);

    private final ReservedArtifactNames names;
    private final ConfiguredDestinations destinations;
    private final Clock clock;

    ArtifactNameReservations(ReservedArtifactNames names, ConfiguredDestinations destinations, Clock clock) {
        this.names = names;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Files that no attempt of ours explains, foreign ones included. */
    public Set<String> unexplained(ListResult.Listed listed) {
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

    /** To be called when the log has been read: then an unused destination is known to be unused. */
    public void prepareDestinations() {
        if (!names.any()) {
            directories().forEach(ArtifactNameReservations::prepare);
        }
    }

    /** An empty directory may be a mount point without its file system, so this is only for where nothing was ever stored. */
    private static void prepare(LocalDirectory directory) {
        switch (directory.initialise()) {
            case InitResult.Known known -> LOG.debugf("The destination '%s' is known", directory.id());
            case InitResult.Created created -> LOG.infof("The destination '%s' is prepared", directory.id());
            case InitResult.Refused refused ->
                LOG.warnf("The destination '%s' is not usable: %s", directory.id(), refused.reason());
        }
    }

    private Stream<LocalDirectory> directories() {
        return destinations.all().stream()
                .filter(LocalDirectory.class::isInstance)
                .map(LocalDirectory.class::cast);
    }

    /** Has recovery look again at every file of ours that is not the artifact of a completed backup. */
    public void reconcile() {
        Set<String> found = new HashSet<>();
        for (Destination destination : destinations.all()) {
            // Uploads of known names go with their names; these are of a catalogue that is no more.
            destination.abortUnfinished(clock.instant().minus(LONGEST_UPLOAD), name -> true);
            // What could be seen before a destination went away is worth looking at, too.
            destination.walk(file -> {
                file.artifact().map(ArtifactName::toString).ifPresent(found::add);
                if (found.size() >= AT_ONCE) {
                    names.unsettle(found);
                    found.clear();
                }
            });
        }
        names.unsettle(found);
    }
}
