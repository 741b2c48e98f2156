package io.holdfast.dump.storage;

import io.holdfast.dump.postgres.ReservedNames;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Listing;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the books say about names at the destination. */
@ApplicationScoped
public class Reservations {

    private final ReservedNames names;
    private final LocalDirectory destination;

    Reservations(ReservedNames names, LocalDirectory destination) {
        this.names = names;
        this.destination = destination;
    }

    /** Files that no attempt of ours explains, foreign ones included. */
    public Set<String> unexplained(Listing.Listed listed) {
        Map<String, List<String>> byArtifact = listed.files().stream()
                .collect(Collectors.groupingBy(
                        file -> file.artifact().map(ArtifactName::toString).orElse(file.fileName()),
                        Collectors.mapping(Stored::fileName, Collectors.toList())));
        Set<String> unexplained = names.unexplained(byArtifact.keySet());
        return byArtifact.entrySet().stream()
                .filter(entry -> unexplained.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** To be called when the log has been read: then an unused destination is known to be unused. */
    public void prepareDestination() {
        LocalDestination.prepare(destination, names.any());
    }

    /** Has recovery look again at every file of ours that is not the artifact of a completed backup. */
    public void reconcile() {
        if (destination.list() instanceof Listing.Listed listed) {
            names.unsettle(listed.files().stream()
                    .flatMap(file -> file.artifact().stream())
                    .map(ArtifactName::toString)
                    .collect(Collectors.toSet()));
        }
    }
}
