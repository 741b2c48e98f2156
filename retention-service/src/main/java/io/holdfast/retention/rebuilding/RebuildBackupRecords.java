package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.RequestRef;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.expiring.TrustedClock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds the backup records of a database from the files at its destinations, by publishing the events that the event
 * log lacks. Every id is derived from the artifact, so that a second rebuild, or one by another replica, adds nothing.
 */
public final class RebuildBackupRecords {

    /** Limits the size of the event. The service's log contains all findings. */
    private static final int FINDINGS = 50;

    private final DestinationScanner scanner;
    private final BackupRepository repository;
    private final HistoricalEventPublisher publisher;
    private final TransactionRunner transactions;
    private final Clock clock;

    public RebuildBackupRecords(
            DestinationScanner scanner,
            BackupRepository repository,
            HistoricalEventPublisher publisher,
            TransactionRunner transactions,
            Clock clock) {
        this.scanner = scanner;
        this.repository = repository;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Returns the answer. The caller publishes it. */
    public CatalogueRebuilt run(DatabaseId database, RequestRef request) {
        List<Finding> findings = new ArrayList<>();
        List<BackupAtDestinations> found = found(database, findings);
        int added = 0;
        int held = 0;
        for (BackupAtDestinations foundBackup : found) {
            if (transactions.inOne(() -> compare(database, foundBackup, findings))) {
                added++;
                held += foundBackup.best().facts() == null ? 1 : 0;
            }
        }
        return new CatalogueRebuilt(database, request, found.size(), added, held, shortened(findings));
    }

    private static List<Finding> shortened(List<Finding> findings) {
        if (findings.size() <= FINDINGS) {
            return findings;
        }
        List<Finding> some = new ArrayList<>(findings.subList(0, FINDINGS));
        some.add(new Finding("more", (findings.size() - FINDINGS) + " more findings"));
        return some;
    }

    /** Oldest first, in the order of their origin. */
    private List<BackupAtDestinations> found(DatabaseId database, List<Finding> findings) {
        Map<BackupId, BackupAtDestinations> all = new LinkedHashMap<>();
        for (String destination : scanner.all()) {
            Optional<String> away = scanner.scan(
                    destination,
                    database,
                    foundArtifact -> ofThePast(foundArtifact, findings).ifPresent(past -> {
                        BackupAtDestinations known = all.putIfAbsent(past.backup(), new BackupAtDestinations(past));
                        if (known != null) {
                            known.add(past).ifPresent(findings::add);
                        }
                    }),
                    findings::add);
            away.ifPresent(why -> findings.add(new Finding(
                    "destination_away",
                    "'" + destination + "' could not be read; run the rebuild again later: " + why)));
        }
        return all.values().stream()
                .filter(foundBackup -> !foundBackup.isInConflict())
                .sorted(Comparator.comparing((BackupAtDestinations foundBackup) ->
                                foundBackup.first().startedAt())
                        .thenComparing(foundBackup -> foundBackup.backup().value()))
                .toList();
    }

    /** Ignores artifacts and facts with a future date: they would always count as the newest. */
    private Optional<ArtifactAtDestination> ofThePast(ArtifactAtDestination foundArtifact, List<Finding> findings) {
        Instant latest = clock.instant().plus(TrustedClock.TOLERANCE);
        if (foundArtifact.startedAt().isAfter(latest)
                || foundArtifact.finishedAt().isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the manifest of " + foundArtifact.copy().ref() + " has a date in the future, "
                            + foundArtifact.startedAt() + "; the artifact is ignored"));
            return Optional.empty();
        }
        Instant written = foundArtifact.factsWrittenAt();
        if (written != null && written.isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the facts file beside " + foundArtifact.copy().ref() + " has a date in the future, " + written
                            + "; the facts are ignored"));
            return Optional.of(foundArtifact.withoutFacts());
        }
        return Optional.of(foundArtifact);
    }

    /** Returns whether the backup was missing in the records. */
    private boolean compare(DatabaseId database, BackupAtDestinations foundBackup, List<Finding> findings) {
        Optional<BackupRecord> record = repository.find(foundBackup.backup());
        if (record.isEmpty()) {
            ReconstructBackupEvents.of(database, foundBackup)
                    .forEach(one -> publisher.publish(one.id(), one.at(), one.event()));
            return true;
        }
        BackupRecord known = record.get();
        if (!known.database().equals(database)) {
            findings.add(new Finding(
                    "manifest_of_another",
                    "the manifest of " + foundBackup.first().copy().ref() + " names backup " + known.id()
                            + ", which belongs to " + known.database()));
        } else if (known.state() == BackupState.EXPIRED) {
            findings.add(new Finding(
                    "expired_but_there",
                    "backup " + known.id() + " has expired, but its artifact is still at "
                            + foundBackup.first().copy().ref()));
        } else if (known.copies().isEmpty()) {
            findings.add(new Finding(
                    "unrecorded",
                    "backup " + known.id() + " is " + known.word() + ", but a sealed artifact is at "
                            + foundBackup.first().copy().ref()));
        } else {
            foundBackup.copies().forEach(copy -> compare(known, copy, findings));
        }
        return false;
    }

    private void compare(BackupRecord record, BackupCopyRecord copy, List<Finding> findings) {
        Optional<StoredCopy> there =
                record.copies().stream().filter(known -> known.isAt(copy.ref())).findFirst();
        BackupCopyRecord known = there.map(StoredCopy::copy)
                .orElseGet(() -> record.copies().getFirst().copy());
        if (known.bytes() != copy.bytes() || !known.sha256().equals(copy.sha256())) {
            findings.add(new Finding(
                    "copy_differs",
                    copy.ref() + " has " + copy.bytes()
                            + " bytes by its manifest and differs from the record of backup " + record.id()));
        } else if (there.isEmpty()) {
            publisher.publish(
                    NameBasedUuid.of(
                            "rebuilt",
                            "copied",
                            record.id().toString(),
                            copy.ref().toString(),
                            copy.sha256().hex()),
                    clock.instant(),
                    new BackupCopied(record.id(), record.database(), copy));
        } else if (!there.get().isThere()) {
            findings.add(new Finding(
                    "expired_but_there", "the copy " + copy.ref() + " has expired, but its file still exists"));
        }
    }
}
