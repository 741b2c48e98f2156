package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupEventProjection;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.RetentionPolicies;
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

/** Records in memory, two destinations besides the local one, and a transfer whose results the test sets. */
final class CopyFixture {

    static final DatabaseId APP = new DatabaseId("app");
    static final Duration KEEP = Duration.ofDays(30);
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration PAUSE = Duration.ofSeconds(30);

    final MemoryCopyRepository repository = new MemoryCopyRepository();
    final ScriptedCopyTransfer carrier = new ScriptedCopyTransfer();
    final DestinationBackoff reach = new DestinationBackoff(PAUSE);
    final FindMissingCopies wanted;
    final MissingCopyQueue backlog;
    final MakeMissingCopies copying;
    final AnnounceProtectedBackups protecting;
    Instant now = Instant.parse("2026-05-18T04:00:00Z");

    private final BackupEventProjection backupProjection = new BackupEventProjection(repository, new NoApprovals());

    CopyFixture() {
        RetentionPolicies policies = new OnePolicy();
        CopyDestinationProvider copyDestinations = new ThreePlaces();
        Clock clock = new WorldClock();
        wanted = new FindMissingCopies(copyDestinations, policies);
        backlog = new MissingCopyQueue(repository, repository, policies, copyDestinations, wanted, clock);
        copying = MakeMissingCopiesFactory.of(
                new MakeMissingCopiesFactory.Catalogue(repository, repository, repository, repository),
                backlog,
                wanted,
                carrier,
                reach,
                clock,
                new MakeMissingCopiesFactory.CopyTiming(LEASE, PAUSE));
        protecting = new AnnounceProtectedBackups(backlog, wanted, repository, repository, repository, clock);
    }

    /** A backup with copies at these destinations. The youngest backup has the lowest number. */
    BackupId sealed(int number, String... places) {
        Instant takenAt = now.minus(Duration.ofDays(number));
        receive(new BackupCompleted(
                id(number),
                APP,
                BackupKind.FULL,
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
        receive(new BackupVerified(
                id(number),
                APP,
                BackupKind.FULL,
                UUID.randomUUID(),
                VerificationLevel.L2,
                refs(number, places),
                List.of()));
    }

    void condemned(int number, String place) {
        receive(new CopyCondemned(
                id(number), APP, UUID.randomUUID(), copy(number, place).ref(), List.of()));
    }

    void receive(BackupEvent event) {
        backupProjection.apply(event, now, now);
        backlog.refresh();
    }

    BackupRecord record(int number) {
        return repository.find(id(number)).orElseThrow();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static BackupId id(int number) {
        return new BackupId(new UUID(0, number));
    }

    static BackupCopyRecord copy(int number, String place) {
        return new BackupCopyRecord(place, "app_full_" + number + ".dump", null, 1000, new Sha256("0".repeat(64)));
    }

    private static List<CopyLocation> refs(int number, String... places) {
        return List.of(places).stream().map(place -> copy(number, place).ref()).toList();
    }

    private static final class ThreePlaces implements CopyDestinationProvider {

        @Override
        public List<Place> of(DatabaseId database) {
            return all();
        }

        @Override
        public List<Place> all() {
            return List.of(new Place("local", false), new Place("disk", false), new Place("vault", true));
        }
    }

    private static final class OnePolicy implements RetentionPolicies {

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
