package io.holdfast.retention.copying;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.CopyRef;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Bookkeeping;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.rebuilding.NoApprovals;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Books in memory, two places besides the local one, and a carrier that does what a test says. */
final class CopyWorld {

    static final DatabaseId APP = new DatabaseId("app");
    static final Duration KEEP = Duration.ofDays(30);
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration PAUSE = Duration.ofSeconds(30);

    final MemoryBooks books = new MemoryBooks();
    final PlayedCarrier carrier = new PlayedCarrier();
    final Reach reach = new Reach(PAUSE);
    final WantedCopies wanted;
    final Backlog backlog;
    final MakeCopies copying;
    final AnnounceProtected protecting;
    Instant now = Instant.parse("2026-05-18T04:00:00Z");

    private final Bookkeeping bookkeeping = new Bookkeeping(books, new NoApprovals());

    CopyWorld() {
        Policies policies = new OnePolicy();
        Places places = new ThreePlaces();
        Clock clock = new WorldClock();
        wanted = new WantedCopies(places, policies);
        backlog = new Backlog(books, books, policies, places, wanted, clock);
        copying = Copying.of(
                new Copying.Catalogue(books, books, books, books),
                backlog,
                wanted,
                carrier,
                reach,
                clock,
                new Copying.Patience(LEASE, PAUSE));
        protecting = new AnnounceProtected(backlog, wanted, books, books, books, clock);
    }

    /** A backup that lies at the places, the youngest having the lowest number. */
    BackupId sealed(int number, String... places) {
        Instant takenAt = now.minus(Duration.ofDays(number));
        hear(new BackupCompleted(
                id(number),
                APP,
                Kind.FULL,
                new RequestRef(URI.create("/tests"), "r" + number),
                null,
                null,
                1,
                takenAt,
                List.of(places).stream().map(place -> copy(number, place)).toList(),
                "17.2",
                "17.2"));
        return id(number);
    }

    void verified(int number, String... places) {
        hear(new BackupVerified(
                id(number), APP, Kind.FULL, UUID.randomUUID(), Level.L2, refs(number, places), List.of()));
    }

    void condemned(int number, String place) {
        hear(new CopyCondemned(
                id(number), APP, UUID.randomUUID(), copy(number, place).ref(), List.of()));
    }

    void hear(BackupEvent event) {
        bookkeeping.hear(event, now, now);
        backlog.refresh();
    }

    Backup page(int number) {
        return books.page(id(number)).orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static BackupId id(int number) {
        return new BackupId(new UUID(0, number));
    }

    static Copy copy(int number, String place) {
        return new Copy(place, "app_full_" + number + ".dump", null, 1000, new Sha256("0".repeat(64)));
    }

    private static List<CopyRef> refs(int number, String... places) {
        return List.of(places).stream().map(place -> copy(number, place).ref()).toList();
    }

    private static final class ThreePlaces implements Places {

        @Override
        public List<Place> of(DatabaseId database) {
            return all();
        }

        @Override
        public List<Place> all() {
            return List.of(new Place("local", false), new Place("disk", false), new Place("vault", true));
        }
    }

    private static final class OnePolicy implements Policies {

        @Override
        public Optional<RetentionPolicy> of(DatabaseId database) {
            return all().stream()
                    .filter(policy -> policy.database().equals(database))
                    .findFirst();
        }

        @Override
        public List<RetentionPolicy> all() {
            return List.of(new RetentionPolicy(APP, KEEP, 3, Duration.ofDays(7)));
        }
    }

    private final class WorldClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
