package io.holdfast.retention.copying;

import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Clock;
import java.time.Duration;

/** Puts the room's parts together. */
public final class MakeCopiesFactory {

    private MakeCopiesFactory() {}

    /**
     * How patient copying is.
     *
     * @param lease how long a copy on its way is kept for an attempt that says nothing
     * @param firstPause after a failure; pauses double
     */
    public record Patience(Duration lease, Duration firstPause) {}

    /** What the catalogue offers. */
    public record Catalogue(
            BackupRepository books, CopyTaskRepository attempts, EventPublisher log, TransactionRunner transactions) {}

    public static MakeCopies of(
            Catalogue catalogue,
            MissingCopyQueue missingCopyQueue,
            FindMissingCopies wanted,
            CopyTransfer transfer,
            DestinationBackoff destinationBackoff,
            Clock clock,
            Patience patience) {
        CopyClaims claims = new CopyClaims(
                catalogue.books(), catalogue.attempts(), catalogue.transactions(), wanted, patience.lease());
        CopyResultRecorder results = new CopyResultRecorder(
                claims,
                catalogue.books(),
                catalogue.attempts(),
                catalogue.log(),
                catalogue.transactions(),
                clock,
                patience.firstPause());
        return new MakeCopies(missingCopyQueue, claims, results, transfer, destinationBackoff, clock, patience.lease());
    }
}
