package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.RequestRef;
import io.holdfast.events.SealedCopy;
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
 * Makes the books of a database again from what lies at its destinations, by telling on the log what the log does not know.
 * Every id follows from the artifact, so that a second rebuild, or a replica's, tells nothing new.
 */
public final class RebuildBackupRecords {

    /** An event has to stay small; the rest is in the service's log. */
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

    /** Returns the answer; it is for the caller to say it. */
    public CatalogueRebuilt run(DatabaseId database, RequestRef request) {
        List<Finding> findings = new ArrayList<>();
        List<FoundBackup> found = found(database, findings);
        int added = 0;
        int held = 0;
        for (FoundBackup foundBackup : found) {
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
        some.add(new Finding("more", (findings.size() - FINDINGS) + " more were found"));
        return some;
    }

    /** The oldest first, as they came about. */
    private List<FoundBackup> found(DatabaseId database, List<Finding> findings) {
        Map<BackupId, FoundBackup> all = new LinkedHashMap<>();
        for (String destination : scanner.all()) {
            Optional<String> away = scanner.scan(
                    destination,
                    database,
                    foundArtifact -> ofThePast(foundArtifact, findings).ifPresent(past -> {
                        FoundBackup known = all.putIfAbsent(past.backup(), new FoundBackup(past));
                        if (known != null) {
                            known.add(past).ifPresent(findings::add);
                        }
                    }),
                    findings::add);
            away.ifPresent(why -> findings.add(new Finding(
                    "destination_away", "'" + destination + "' could not be looked at, so ask again later: " + why)));
        }
        return all.values().stream()
                .filter(foundBackup -> !foundBackup.isInConflict())
                .sorted(Comparator.comparing(
                                (FoundBackup foundBackup) -> foundBackup.first().startedAt())
                        .thenComparing(foundBackup -> foundBackup.backup().value()))
                .toList();
    }

    /** What says that it is of tomorrow would be the newest of all, and the last word about everything. */
    private Optional<FoundArtifact> ofThePast(FoundArtifact foundArtifact, List<Finding> findings) {
        Instant latest = clock.instant().plus(TrustedClock.TOLERANCE);
        if (foundArtifact.startedAt().isAfter(latest)
                || foundArtifact.finishedAt().isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the manifest of " + foundArtifact.copy().ref() + " is of " + foundArtifact.startedAt()
                            + ", which is still to come; it is ignored"));
            return Optional.empty();
        }
        Instant written = foundArtifact.factsWrittenAt();
        if (written != null && written.isAfter(latest)) {
            findings.add(new Finding(
                    "time_in_the_future",
                    "the facts beside " + foundArtifact.copy().ref() + " are of " + written
                            + ", which is still to come; they are ignored"));
            return Optional.of(foundArtifact.withoutFacts());
        }
        return Optional.of(foundArtifact);
    }

    /** Returns whether the log did not know the backup. */
    private boolean compare(DatabaseId database, FoundBackup foundBackup, List<Finding> findings) {
        Optional<BackupRecord> page = repository.find(foundBackup.backup());
        if (page.isEmpty()) {
            EventReconstruction.of(database, foundBackup)
                    .forEach(one -> publisher.publish(one.id(), one.at(), one.event()));
            return true;
        }
        BackupRecord known = page.get();
        if (!known.database().equals(database)) {
            findings.add(new Finding(
                    "manifest_of_another",
                    foundBackup.first().copy().ref() + " says that it is backup " + known.id() + ", which is of "
                            + known.database()));
        } else if (known.state() == BackupState.EXPIRED) {
            findings.add(new Finding(
                    "expired_but_there",
                    "backup " + known.id() + " has expired, and its bytes lie at "
                            + foundBackup.first().copy().ref()));
        } else if (known.copies().isEmpty()) {
            findings.add(new Finding(
                    "unrecorded",
                    "backup " + known.id() + " is " + known.word() + ", and a sealed artifact lies at "
                            + foundBackup.first().copy().ref()));
        } else {
            foundBackup.copies().forEach(copy -> compare(known, copy, findings));
        }
        return false;
    }

    private void compare(BackupRecord page, SealedCopy copy, List<Finding> findings) {
        Optional<StoredCopy> there =
                page.copies().stream().filter(known -> known.isAt(copy.ref())).findFirst();
        SealedCopy known = there.map(StoredCopy::copy)
                .orElseGet(() -> page.copies().getFirst().copy());
        if (known.bytes() != copy.bytes() || !known.sha256().equals(copy.sha256())) {
            findings.add(new Finding(
                    "copy_differs",
                    copy.ref() + " has " + copy.bytes() + " bytes by its manifest and is not what is known of backup "
                            + page.id()));
        } else if (there.isEmpty()) {
            publisher.publish(
                    NameBasedUuid.of(
                            "rebuilt",
                            "copied",
                            page.id().toString(),
                            copy.ref().toString(),
                            copy.sha256().hex()),
                    clock.instant(),
                    new BackupCopied(page.id(), page.database(), copy));
        } else if (!there.get().isThere()) {
            findings.add(new Finding(
                    "expired_but_there", "the copy " + copy.ref() + " has expired, and its bytes are there"));
        }
    }
}
