package io.holdfast.dump.postgres;

import static io.holdfast.events.log.CatalogueDatabaseClient.instant;

import io.holdfast.dump.dumping.DumpRun.Queued;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.FairBackupRequestSelector;
import io.holdfast.dump.dumping.RunLease;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.settings.DatabaseEncryptionRecipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Selects and claims the next run, in the surrounding transaction. */
@ApplicationScoped
class ClaimNextDumpRun {

    /** An arbitrary number that differs from the other advisory locks in the database, such as the lock of the outbox relay. */
    private static final long CLAIM_LOCK = 0x686f6c64_64756d70L;

    private final CatalogueDatabaseClient catalogue;
    private final ConfiguredDatabases databases;
    private final FairBackupRequestSelector queue;
    private final WorkerId worker;
    private final LeaseDuration lease;
    private final Clock clock;
    private final DatabaseEncryptionRecipients recipients;

    ClaimNextDumpRun(
            CatalogueDatabaseClient catalogue,
            ConfiguredDatabases databases,
            DumpSettings settings,
            WorkerId worker,
            LeaseDuration lease,
            Clock clock,
            DatabaseEncryptionRecipients recipients) {
        this.catalogue = catalogue;
        this.databases = databases;
        this.queue = new FairBackupRequestSelector(settings.dump().perServer());
        this.worker = worker;
        this.lease = lease;
        this.clock = clock;
        this.recipients = recipients;
    }

    Optional<Running> next() {
        // Without the lock, two workers could count at the same time and exceed the limit of a server.
        catalogue.row("select pg_advisory_xact_lock(?)", row -> true, CLAIM_LOCK);
        Map<String, Integer> running = new HashMap<>();
        catalogue.rows(
                "select server, count(*) as dumps from backup where state = 'running' group by server",
                row -> running.put(row.getString("server"), row.getInt("dumps")));
        return queue.next(heads(), running).map(this::take);
    }

    /**
     * Returns one due request for every configured database without a running dump. This is the oldest request of a service, or
     * otherwise the oldest request.
     */
    private List<FairBackupRequestSelector.Head<Queued>> heads() {
        return catalogue.rows("""
                        select distinct on (b.database) b.*,
                          (select max(s.started_at) from backup s where s.database = b.database) as last_start
                        from backup b
                        where (b.state = 'queued' or b.state = 'waiting' and b.retry_at <= ?)
                          and not exists (select 1 from backup r where r.state = 'running' and r.database = b.database)
                        order by b.database, b.of_service desc, b.accepted_at, b.backup
                        """, this::head, clock.instant()).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FairBackupRequestSelector.Head<Queued>> head(ResultSet row) throws SQLException {
        ValidatedBackupRequest request = RunRowMapper.request(row);
        Queued waiting = new Queued(request, row.getInt("attempt"), row.getInt("failures"));
        Instant lastStart = instant(row, "last_start");
        return databases
                .server(request.database())
                .map(server -> new FairBackupRequestSelector.Head<>(
                        waiting, request.database(), request.isOfService(), server, request.acceptedAt(), lastStart));
    }

    private Running take(FairBackupRequestSelector.Head<Queued> head) {
        Queued waiting = head.request();
        Instant now = clock.instant();
        int attempt = waiting.attempt() + 1;
        String artifact = reserve(waiting.request(), attempt, now);
        Instant until = catalogue
                .row(
                        """
                        update backup set state = 'running', attempt = ?, worker = ?, server = ?, artifact = ?,
                          lease_until = clock_timestamp() + ?::interval, started_at = ?, cancel_by = null,
                          cancel_reason = null, retry_at = null, ended_at = null
                        where backup = ? returning lease_until""",
                        row -> Objects.requireNonNull(instant(row, "lease_until")),
                        attempt,
                        worker.value(),
                        head.server(),
                        artifact,
                        lease.interval(),
                        now,
                        waiting.request().backup().value())
                .orElseThrow();
        return waiting.start(artifact, new RunLease(worker.value(), until), now);
    }

    /** Reserves the first free name, starting with the current second. The name also determines whether the artifact is encrypted. */
    private String reserve(ValidatedBackupRequest request, int attempt, Instant now) {
        boolean encrypted = recipients.of(request.database()).isPresent();
        ArtifactName name = new ArtifactName(request.database(), request.kind(), now, encrypted);
        while (catalogue.change(
                        "insert into artifact_name (name, backup, attempt) values (?, ?, ?) on conflict do nothing",
                        name.toString(),
                        request.backup().value(),
                        attempt)
                == 0) {
            name = name.next();
        }
        return name.toString();
    }
}
