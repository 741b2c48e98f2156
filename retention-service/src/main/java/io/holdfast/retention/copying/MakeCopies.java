package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.retention.copying.Carrier.Carried;
import io.holdfast.retention.copying.Carrier.Load;
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
 * Makes the copies that are missing, one at a time for each destination, the newest backups first.
 *
 * <p>The order, for a crash between any two steps:
 *
 * <ol>
 *   <li>the copy is claimed, with a lease, and the page pinned;
 *   <li>a good copy is read once, and hashed while it is written; only bytes that are the recorded ones get their name;
 *   <li>the copy, BackupCopied and the end of the claim are written down in one transaction.
 * </ol>
 *
 * <p>Killed during 2, the lease ends, and what is left without its name is swept. Killed between 2 and 3, a sealed copy lies
 * there that nobody knows: the next attempt reads it again and takes it.
 */
public final class MakeCopies {

    /** What came of one look for work at a destination. */
    public sealed interface Outcome {
        record NothingToDo() implements Outcome {}

        /** @param wasThere whether an earlier attempt had sealed it already */
        record Made(MissingCopy missing, Copy copy, boolean wasThere) implements Outcome {}

        /** @param isNews whether it was announced; otherwise it failed as before */
        record Failed(MissingCopy missing, Failure failure, String message, Instant retryAt, boolean isNews)
                implements Outcome {}

        /** Somebody else took over, or the service stops. */
        record LeftOff(MissingCopy missing) implements Outcome {}
    }

    private final Backlog backlog;
    private final Claims claims;
    private final Results results;
    private final Carrier carrier;
    private final Reach reach;
    private final Clock clock;
    private final Duration lease;
    private final Map<String, Journey> journeys = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param lease how long a copy on its way is kept for an attempt that says nothing */
    MakeCopies(
            Backlog backlog,
            Claims claims,
            Results results,
            Carrier carrier,
            Reach reach,
            Clock clock,
            Duration lease) {
        this.backlog = backlog;
        this.claims = claims;
        this.results = results;
        this.carrier = carrier;
        this.reach = reach;
        this.clock = clock;
        this.lease = lease;
    }

    /** What is on its way now, at most one for each destination. */
    public Collection<Journey> journeys() {
        return List.copyOf(journeys.values());
    }

    /** Whatever is on its way is left off at its next piece, and given back. */
    public void stop() {
        stopping = true;
    }

    /** Makes one copy, if one is missing at the destination and may be tried. Takes as long as that. */
    public Outcome next(String destination) {
        Instant now = clock.instant();
        List<MissingCopy> missing = backlog.at(destination);
        if (stopping || missing.isEmpty() || reach.isResting(destination, now)) {
            return new Outcome.NothingToDo();
        }
        Set<BackupId> resting = claims.resting(destination, now);
        return missing.stream()
                .filter(one -> !resting.contains(one.backup()) && isAnySourceNear(one, now))
                .map(one -> claims.claim(one, now))
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::make)
                .orElseGet(Outcome.NothingToDo::new);
    }

    private boolean isAnySourceNear(MissingCopy one, Instant now) {
        return one.sources().stream().anyMatch(source -> !reach.isResting(source.destination(), now));
    }

    private Outcome make(Journey journey) {
        String destination = journey.missing().destination();
        try {
            return carry(journey);
        } finally {
            journeys.remove(destination);
        }
    }

    /** From the nearest source that turns out to be good. */
    private Outcome carry(Journey journey) {
        MissingCopy missing = journey.missing();
        List<String> troubles = new ArrayList<>();
        Failure failure = Failure.OTHER;
        for (Copy source : missing.sources()) {
            Load load = new Load(missing, source);
            switch (carrier.carry(load, new Heartbeat(journey.from(source.destination())))) {
                case Carried.Landed landed -> {
                    reach.isThere(missing.destination());
                    backlog.isMade(missing);
                    return results.made(journey, landed);
                }
                case Carried.SourceUnfit unfit -> troubles.add(unfit.why());
                case Carried.SourceAway away -> {
                    reach.isAway(source.destination(), away.why(), clock.instant());
                    failure = Failure.STORAGE_UNAVAILABLE;
                    troubles.add(away.why());
                }
                case Carried.TargetAway away -> {
                    Instant retryAt = reach.isAway(missing.destination(), away.why(), clock.instant());
                    return results.failed(journey, away.failure(), away.why(), retryAt);
                }
                case Carried.Refused refused -> {
                    return results.failed(journey, Failure.OTHER, refused.why());
                }
                case Carried.Stopped stopped -> {
                    claims.release(journey);
                    return new Outcome.LeftOff(missing);
                }
            }
        }
        return results.failed(journey, failure, "no good copy could be read: " + String.join("; ", troubles));
    }

    /** Shows how far it is, and renews the claim well before its lease ends. */
    private final class Heartbeat implements Carrier.Progress {

        private final Journey journey;
        private Instant renewedAt = clock.instant();

        Heartbeat(Journey journey) {
            this.journey = journey;
            passed(0);
        }

        @Override
        public boolean passed(long bytes) {
            journeys.put(journey.missing().destination(), journey.passed(bytes));
            Instant now = clock.instant();
            if (stopping) {
                return false;
            }
            if (now.isBefore(renewedAt.plus(lease.dividedBy(4)))) {
                return true;
            }
            renewedAt = now;
            return claims.renew(journey, now);
        }
    }
}
