package io.holdfast.retention.copying;

import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Clock;
import java.time.Duration;

/** Assembles the classes of this package. */
public final class MakeMissingCopiesFactory {

    private MakeMissingCopiesFactory() {}

    /**
     * The times for copying.
     *
     * @param lease how long a claim is valid without a renewal
     * @param firstPause delay after the first failure; the delays double
     */
    public record CopyTiming(Duration lease, Duration firstPause) {}

    /** The repositories in the catalog. */
    public record Catalogue(
            BackupRepository repository,
            CopyTaskRepository attempts,
            EventPublisher log,
            TransactionRunner transactions) {}

    public static MakeMissingCopies of(
            Catalogue catalogue,
            MissingCopyQueue missingCopyQueue,
            FindMissingCopies wanted,
            ArtifactCopier transfer,
            DestinationBackoff destinationBackoff,
            Clock clock,
            CopyTiming timing) {
        CopyTaskClaimer claims = new CopyTaskClaimer(
                catalogue.repository(), catalogue.attempts(), catalogue.transactions(), wanted, timing.lease());
        CopyResultRecorder results = new CopyResultRecorder(
                claims,
                catalogue.repository(),
                catalogue.attempts(),
                catalogue.log(),
                catalogue.transactions(),
                clock,
                timing.firstPause());
        return new MakeMissingCopies(
                missingCopyQueue, claims, results, transfer, destinationBackoff, clock, timing.lease());
    }
}
