package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.FailureReason;
import io.holdfast.retention.copying.ArtifactCopier.TransferRequest;
import io.holdfast.retention.copying.ArtifactCopier.TransferResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the missing copies, one at a time for each destination, newest backups first.
 *
 * <p>The order of the steps allows for a crash between any two of them:
 * <ol>
 * <li>Claim the copy with a lease, and pin the record.
 * <li>Read a good copy once, and hash it while it is written. Seal it only if the bytes match the record.
 * <li>Store the copy, publish BackupCopied and end the claim, in one transaction.
 * </ol>
 *
 * <p>After a crash during step 2, the lease ends, and the unsealed leftovers are removed. After a crash between steps 2
 * and 3, the destination has a sealed copy without a record: the next attempt reads it again and records it.
 */
public final class MakeMissingCopies {

    /** The result of one attempt to find and make a copy for a destination. */
    public sealed interface Result {
        record NothingToDo() implements Result {}

        /** @param wasThere whether an earlier attempt had sealed it */
        record Made(MissingCopy missing, BackupCopyRecord copy, boolean wasThere) implements Result {}

        /** @param isNews whether the failure was published; otherwise it equals the previous failure */
        record Failed(MissingCopy missing, FailureReason failure, String message, Instant retryAt, boolean isNews)
                implements Result {}

        /** Another worker took over, or the service is stopping. */
        record LeftOff(MissingCopy missing) implements Result {}
    }

    private final MissingCopyQueue missingCopyQueue;
    private final CopyTaskClaimer claims;
    private final CopyResultRecorder results;
    private final ArtifactCopier transfer;
    private final DestinationBackoff destinationBackoff;
    private final Clock clock;
    private final Duration lease;
    private final Map<String, CopyAttempt> attempts = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param lease how long a claim is valid without a renewal */
    MakeMissingCopies(
            MissingCopyQueue missingCopyQueue,
            CopyTaskClaimer claims,
            CopyResultRecorder results,
            ArtifactCopier transfer,
            DestinationBackoff destinationBackoff,
            Clock clock,
            Duration lease) {
        this.missingCopyQueue = missingCopyQueue;
        this.claims = claims;
        this.results = results;
        this.transfer = transfer;
        this.destinationBackoff = destinationBackoff;
        this.clock = clock;
        this.lease = lease;
    }

    /** The running attempts, at most one for each destination. */
    public Collection<CopyAttempt> attempts() {
        return List.copyOf(attempts.values());
    }

    /** Stops all running attempts at their next chunk and releases their claims. */
    public void stop() {
        stopping = true;
    }

    /** Makes one copy, if one is missing at the destination and may be tried. Returns when the copy is complete. */
    public Result next(String destination) {
        Instant now = clock.instant();
        List<MissingCopy> missing = missingCopyQueue.at(destination);
        if (stopping || missing.isEmpty() || destinationBackoff.isBackingOff(destination, now)) {
            return new Result.NothingToDo();
        }
        Set<BackupId> resting = claims.backingOff(destination, now);
        return missing.stream()
                .filter(one -> !resting.contains(one.backup()) && isAnySourceNear(one, now))
                .map(one -> claims.claim(one, now))
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::make)
                .orElseGet(Result.NothingToDo::new);
    }

    private boolean isAnySourceNear(MissingCopy one, Instant now) {
        return one.sources().stream().anyMatch(source -> !destinationBackoff.isBackingOff(source.destination(), now));
    }

    private Result make(CopyAttempt attempt) {
        String destination = attempt.missing().destination();
        try {
            return carry(attempt);
        } finally {
            attempts.remove(destination);
        }
    }

    /** Copies from the nearest good source. */
    private Result carry(CopyAttempt attempt) {
        MissingCopy missing = attempt.missing();
        List<String> troubles = new ArrayList<>();
        FailureReason failure = FailureReason.OTHER;
        for (BackupCopyRecord source : missing.sources()) {
            TransferRequest request = new TransferRequest(missing, source);
            switch (transfer.carry(request, new Heartbeat(attempt.from(source.destination())))) {
                case TransferResult.Completed completed -> {
                    destinationBackoff.isThere(missing.destination());
                    missingCopyQueue.isMade(missing);
                    return results.made(attempt, completed);
                }
                case TransferResult.SourceUnfit unfit -> troubles.add(unfit.why());
                case TransferResult.SourceAway away -> {
                    destinationBackoff.isAway(source.destination(), away.why(), clock.instant());
                    failure = FailureReason.STORAGE_UNAVAILABLE;
                    troubles.add(away.why());
                }
                case TransferResult.TargetAway away -> {
                    Instant retryAt = destinationBackoff.isAway(missing.destination(), away.why(), clock.instant());
                    return results.failed(attempt, away.failure(), away.why(), retryAt);
                }
                case TransferResult.Refused refused -> {
                    return results.failed(attempt, FailureReason.OTHER, refused.why());
                }
                case TransferResult.Stopped stopped -> {
                    claims.release(attempt);
                    return new Result.LeftOff(missing);
                }
            }
        }
        return results.failed(attempt, failure, "no source copy could be read: " + String.join("; ", troubles));
    }

    /** Records the progress, and renews the claim well before its lease ends. */
    private final class Heartbeat implements ArtifactCopier.Progress {

        private final CopyAttempt attempt;
        private Instant renewedAt = clock.instant();

        Heartbeat(CopyAttempt attempt) {
            this.attempt = attempt;
            passed(0);
        }

        @Override
        public boolean passed(long bytes) {
            attempts.put(attempt.missing().destination(), attempt.passed(bytes));
            Instant now = clock.instant();
            if (stopping) {
                return false;
            }
            if (now.isBefore(renewedAt.plus(lease.dividedBy(4)))) {
                return true;
            }
            renewedAt = now;
            return claims.renew(attempt, now);
        }
    }
}
