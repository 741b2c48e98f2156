package io.holdfast.retention.storage;

import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Intent;
import io.holdfast.retention.expiring.Storage;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.postgres.JdbcBooks;
import io.holdfast.retention.settings.RetentionSettings;
import io.holdfast.retention.storage.Scan.Loss;
import io.holdfast.retention.storage.Scan.Orphan;
import io.holdfast.retention.storage.Scan.Trouble;
import io.holdfast.store.Destination;
import io.holdfast.store.Listing;
import io.holdfast.store.Stored;
import io.holdfast.store.Unavailable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for files that nobody knows and for copies that are not there. Changes nothing. */
@ApplicationScoped
public class ScanDestinations {

    private final Destinations destinations;
    private final JdbcBooks books;
    private final Transactions transactions;
    private final Storage storage;
    private final Clock clock;
    private final Duration grace;

    ScanDestinations(
            Destinations destinations,
            JdbcBooks books,
            Transactions transactions,
            Storage storage,
            Clock clock,
            RetentionSettings settings) {
        this.destinations = destinations;
        this.books = books;
        this.transactions = transactions;
        this.storage = storage;
        this.clock = clock;
        this.grace = settings.retention().orphanGrace();
    }

    public Scan run() {
        List<Trouble> troubles = new ArrayList<>();
        List<Orphan> orphans = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        for (Destination destination : destinations.all()) {
            switch (destination.list()) {
                case Unavailable unavailable -> troubles.add(new Trouble(destination.id(), unavailable.reason()));
                case Listing.Listed listed -> {
                    // The books are read after the files, so that a file just announced is known.
                    List<Backup> kept = transactions.inOne(books::kept);
                    orphans.addAll(orphans(destination.id(), listed.files(), kept));
                    losses.addAll(losses(destination.id(), listed.files(), kept));
                }
            }
        }
        return new Scan(clock.instant(), troubles, orphans, losses);
    }

    private List<Orphan> orphans(String destination, List<Stored> files, List<Backup> kept) {
        Set<String> known = kept.stream()
                .flatMap(backup -> Stream.concat(
                        keysAt(destination, backup),
                        backup.state().isInProgress()
                                ? Stream.ofNullable(backup.making().artifact())
                                : Stream.empty()))
                .collect(Collectors.toSet());
        Instant settled = clock.instant().minus(grace);
        return files.stream()
                .filter(file -> !known.contains(file.fileName()))
                .filter(file -> file.artifact()
                        .map(artifact -> !known.contains(artifact.toString()))
                        .orElse(true))
                .filter(file -> file.modified().isBefore(settled))
                .map(file -> new Orphan(
                        destination,
                        file.fileName(),
                        file.bytes(),
                        file.modified(),
                        file.nature().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Stream<String> keysAt(String destination, Backup backup) {
        return copiesAt(destination, backup).map(copy -> copy.copy().key());
    }

    private static Stream<StoredCopy> copiesAt(String destination, Backup backup) {
        return backup.storedCopies()
                .filter(copy -> copy.copy().destination().equals(destination))
                .filter(copy -> backup.intents().stream()
                        .noneMatch(intent -> intent.stage() == Intent.Stage.DELETING
                                && intent.copy().equals(copy.copy().ref())));
    }

    private List<Loss> losses(String destination, List<Stored> files, List<Backup> kept) {
        Set<String> there = new HashSet<>(files.size());
        files.forEach(file -> there.add(file.fileName()));
        return kept.stream()
                .flatMap(backup -> copiesAt(destination, backup)
                        .filter(copy -> !there.contains(copy.copy().key()))
                        .map(copy -> confirmed(backup, copy)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A backup completed, or deleted, between the two readings is not a loss: so both are asked again. */
    private @Nullable Loss confirmed(Backup backup, StoredCopy copy) {
        boolean isGone = storage.find(copy.copy().ref()) instanceof Storage.Look.Absent;
        boolean isStillExpected = transactions.inOne(() -> books.look(List.of(backup.id()))).stream()
                .flatMap(page -> copiesAt(copy.copy().destination(), page))
                .anyMatch(other -> other.copy().ref().equals(copy.copy().ref()));
        return isGone && isStillExpected
                ? new Loss(
                        copy.copy().destination(),
                        backup.id(),
                        backup.database(),
                        copy.copy().key(),
                        backup.word())
                : null;
    }
}
