package io.holdfast.retention.storage;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.BackupCopyStore;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.DeletionIntent;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.postgres.RecordedCopyQueries;
import io.holdfast.retention.postgres.RecordedCopyQueries.Known;
import io.holdfast.retention.settings.RetentionSettings;
import io.holdfast.retention.storage.DestinationScanResult.Contradiction;
import io.holdfast.retention.storage.DestinationScanResult.Loss;
import io.holdfast.retention.storage.DestinationScanResult.Orphan;
import io.holdfast.retention.storage.DestinationScanResult.UnreadableDestination;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.WalkStoredFilesResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds unknown files, missing copies, and contradictions between files and records. Changes nothing. */
@ApplicationScoped
public class ScanDestinations {

    private final ConfiguredDestinations destinations;
    private final RecordedCopyQueries known;
    private final BackupRepository repository;
    private final TransactionRunner transactions;
    private final BackupCopyStore storage;
    private final Clock clock;
    private final Duration grace;

    ScanDestinations(
            ConfiguredDestinations destinations,
            RecordedCopyQueries known,
            BackupRepository repository,
            TransactionRunner transactions,
            BackupCopyStore storage,
            Clock clock,
            RetentionSettings settings) {
        this.destinations = destinations;
        this.known = known;
        this.repository = repository;
        this.transactions = transactions;
        this.storage = storage;
        this.clock = clock;
        this.grace = settings.retention().orphanGrace();
    }

    public DestinationScanResult run() {
        List<UnreadableDestination> unreadableDestinations = new ArrayList<>();
        List<Orphan> orphans = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        List<Contradiction> contradictions = new ArrayList<>();
        long unlisted = 0;
        for (Destination destination : destinations.all()) {
            String id = destination.id();
            try (RecordedCopyQueries.Cursor cursor = known.of(id)) {
                CompareDestinationWithRecords comparison = new CompareDestinationWithRecords(cursor::next);
                switch (destination.walk(comparison::see)) {
                    case DestinationUnavailableResult away ->
                        unreadableDestinations.add(new UnreadableDestination(id, away.reason()));
                    case WalkStoredFilesResult.Walked all -> {
                        comparison.end();
                        orphans.addAll(orphans(id, comparison));
                        losses.addAll(losses(id, comparison));
                        contradictions.addAll(contradictions(id, comparison));
                        unlisted += comparison.uncounted();
                    }
                }
            }
        }
        return new DestinationScanResult(
                clock.instant(), unreadableDestinations, orphans, unlisted, losses, contradictions);
    }

    /** Reads the records again after the files, so that a file that was just published is known. */
    private List<Orphan> orphans(String destination, CompareDestinationWithRecords comparison) {
        Instant settled = clock.instant().minus(grace);
        List<StoredFile> unknown = comparison.unknown().stream()
                .filter(file -> file.modified().isBefore(settled))
                .toList();
        Set<String> byNow = unknown.isEmpty()
                ? Set.of()
                : known.knownOf(
                        destination,
                        unknown.stream()
                                .map(file -> CompareDestinationWithRecords.artifactOf(file.fileName()))
                                .distinct()
                                .toList());
        return unknown.stream()
                .filter(file -> !byNow.contains(CompareDestinationWithRecords.artifactOf(file.fileName())))
                .map(file -> new Orphan(
                        destination,
                        file.fileName(),
                        file.bytes(),
                        file.modified(),
                        file.nature().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Checks both sides again: a backup that was completed or deleted between the two readings is not a loss. */
    private List<Loss> losses(String destination, CompareDestinationWithRecords comparison) {
        return comparison.missing().stream()
                .filter(copy -> find(destination, copy) instanceof BackupCopyStore.CopyStatus.Absent)
                .filter(copy -> now(destination, copy)
                        .filter(recorded -> recorded.condition() != Condition.EXPIRED)
                        .isPresent())
                .map(copy -> new Loss(destination, copy.backup(), copy.database(), copy.key(), copy.word()))
                .toList();
    }

    private List<Contradiction> contradictions(String destination, CompareDestinationWithRecords comparison) {
        List<Contradiction> all = new ArrayList<>();
        comparison.different().stream()
                .filter(copy -> now(destination, copy)
                        .filter(recorded -> recorded.condition() == Condition.PRESENT
                                && recorded.copy().bytes() == copy.bytes())
                        .isPresent())
                .forEach(copy -> all.add(contradiction(
                        destination,
                        copy,
                        "copy_differs",
                        " does not have the recorded length of " + copy.bytes() + " bytes")));
        comparison.expiredButPresent().stream()
                .filter(copy -> find(destination, copy) instanceof BackupCopyStore.CopyStatus.Good)
                .filter(copy -> now(destination, copy)
                        .filter(recorded -> recorded.condition() == Condition.EXPIRED)
                        .isPresent())
                .forEach(copy -> all.add(contradiction(
                        destination,
                        copy,
                        "expired_but_there",
                        " has expired by the event log, but its file still exists")));
        return all;
    }

    private static Contradiction contradiction(String destination, Known copy, String code, String what) {
        return new Contradiction(
                destination,
                copy.backup(),
                copy.database(),
                copy.key(),
                code,
                copy.key() + " of backup " + copy.backup() + " at '" + destination + "'" + what);
    }

    private BackupCopyStore.CopyStatus find(String destination, Known copy) {
        return storage.find(new CopyLocation(destination, copy.key(), null));
    }

    /** The current record of the copy, unless the copy is being deleted. */
    private Optional<StoredCopy> now(String destination, Known copy) {
        CopyLocation place = new CopyLocation(destination, copy.key(), null);
        return transactions.inOne(() -> repository.read(List.of(copy.backup()))).stream()
                .filter(record -> record.intents().stream()
                        .noneMatch(intent -> intent.stage() == DeletionIntent.Stage.DELETING
                                && intent.copy().destination().equals(destination)
                                && intent.copy().key().equals(copy.key())))
                .flatMap(record -> record.copies().stream())
                .filter(known -> known.isAt(place))
                .findFirst();
    }
}
