package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.drilling.DueDrill;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.VerdictEventMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The drill queue: a separate {@link PinnedBackupQueue} that runs one drill at a time. */
@ApplicationScoped
public class DrillQueue {

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final DrillOutcomeRepository endings;
    private final Outbox outbox;
    private final Clock clock;
    private final PinnedBackupQueue queue;

    DrillQueue(
            CatalogueDatabaseClient catalogue,
            VerifiableBackupRepository backups,
            DrillOutcomeRepository endings,
            Outbox outbox,
            Clock clock,
            VerifySettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.endings = endings;
        this.outbox = outbox;
        this.clock = clock;
        this.queue = new PinnedBackupQueue("drill", catalogue, backups, outbox, clock, settings.verify());
    }

    /** Plans a drill that is due. Its id is derived from the drill before, so two planners plan the same drill. */
    public void plan(DueDrill dueDrill) {
        String after = catalogue
                .row(
                        "select max(d.ended_at) as at from drill d join backup b on b.id = d.backup where b.database ="
                                + " ?",
                        row -> String.valueOf(CatalogueDatabaseClient.instant(row, "at")),
                        dueDrill.database().value())
                .orElse("");
        plan(
                NameBasedUuid.of(
                        "drill-of-turn",
                        dueDrill.database().value(),
                        dueDrill.dueSince().toString(),
                        after),
                dueDrill.backup(),
                dueDrill.risk().word(),
                null);
    }

    /** Plans a drill that an operator requested. The same request always gives the same drill. */
    public void plan(UUID drill, BackupId backup, RequestRef request) {
        plan(drill, backup, "request", request);
    }

    /**
     * If the drills of the database are set aside, one more worker death sets this drill aside again. Such a drill waits until
     * nothing else is due, unless a person requested it.
     */
    private void plan(UUID drill, BackupId backup, String cause, @Nullable RequestRef request) {
        catalogue.change(
                "insert into drill (id, backup, database, cause, due_at, state, request_source, request_id, deaths,"
                        + " set_aside) select ?, b.id, b.database, ?, ?, 'due', ?, ?, case when last.set_aside then ? else"
                        + " 0 end, coalesce(last.set_aside, false) and ? from backup b left join lateral (select"
                        + " d.set_aside from drill d where d.database = b.database and d.state = 'ended' order by"
                        + " d.ended_at desc limit 1) last on true where b.id = ? and not b.expired on conflict do nothing",
                drill,
                cause,
                clock.instant(),
                request == null ? null : request.source().toString(),
                request == null ? null : request.id(),
                ExpiredLeaseHandler.MOST_DEATHS - 1,
                request == null,
                backup.value());
    }

    public void pinDue() {
        queue.pinDue(false, 1);
    }

    /** Records that a pin of this service was received from the event log at this offset. */
    public void pinHeard(UUID pin, long offset) {
        queue.pinHeard(pin, offset).ifPresent(row -> {
            BackupToVerify backup = backups.find(row.backup(), offset).orElseThrow();
            if (backup.copies().isEmpty()) {
                endings.end(
                        row.id(),
                        backup.id(),
                        backup.database(),
                        DrillOutcome.Impossible.because(
                                "expiring",
                                "an intent to delete the backup precedes the drill in the event log, so"
                                        + " the backup was not read"),
                        "");
                queue.unpin(backup, pin);
            }
        });
    }

    /** Claims the next drill that may start, leases it to this worker, and publishes the start. */
    public Optional<DrillClaim> claim(UUID worker) {
        return catalogue.transaction(() -> queue.claim(worker, false).map(row -> claim(worker, row)));
    }

    private DrillClaim claim(UUID worker, PinnedBackupQueue.Row row) {
        BackupToVerify backup = backups.find(row.backup(), row.pinnedAt()).orElseThrow();
        outbox.add(
                VerdictEventMapper.eventId("drill-started", row.id()),
                new DrillStarted(
                        backup.id(),
                        backup.database(),
                        row.id(),
                        requestOf(row.id()).orElse(null)));
        return new DrillClaim(
                row.id(),
                row.attempt(),
                worker,
                backup.id(),
                backup.database(),
                backup.clientVersion(),
                backup.copies());
    }

    private Optional<RequestRef> requestOf(UUID drill) {
        return catalogue.row(
                "select * from drill where id = ? and request_id is not null",
                row -> new RequestRef(
                        URI.create(requireNonNull(row.getString("request_source"))),
                        requireNonNull(row.getString("request_id"))),
                drill);
    }

    /** Renews the lease and the pin. Returns false if another worker holds the lease. */
    public boolean renew(DrillClaim claim) {
        return queue.renew(lease(claim));
    }

    /** Releases a drill when the worker stops. Another worker can start it again at once. */
    public void release(DrillClaim claim) {
        queue.release(lease(claim));
    }

    /** See {@link ExpiredLeaseHandler#takeBack}. */
    public void reclaimExpired() {
        queue.reclaimExpired(this::setAside);
    }

    private void setAside(PinnedBackupQueue.Row row) {
        BackupToVerify backup = backups.find(row.backup()).orElseThrow();
        endings.end(
                row.id(),
                backup.id(),
                backup.database(),
                DrillOutcome.Impossible.because(
                        DrillOutcomeRepository.WORKER_DIED,
                        "its worker died %d times during this drill; it is retried once a day, after all other drills"
                                .formatted(row.deaths())),
                "");
        if (row.pin() != null) {
            queue.unpin(backup, row.pin());
        }
    }

    /**
     * Records the outcome of a drill, publishes it and ends its pin in one transaction.
     *
     * @param page detailed report, for operators only
     * @return whether the claim was still the current attempt; otherwise nothing is written
     */
    public boolean record(DrillClaim claim, DrillOutcome outcome, String page) {
        return catalogue.transaction(() -> {
            Optional<UUID> pin = queue.fence(lease(claim));
            pin.ifPresent(held -> {
                endings.end(claim.drill(), claim.backup(), claim.database(), outcome, page);
                backups.find(claim.backup()).ifPresent(backup -> queue.unpin(backup, held));
            });
            return pin.isPresent();
        });
    }

    /**
     * A drill that has started.
     *
     * @param attempt number of the newest attempt
     * @param isRunning whether a worker is running it now
     */
    public record Begun(int attempt, boolean isRunning) {}

    /** Empty if no such drill is known. */
    public Optional<Begun> begun(UUID drill) {
        return catalogue.row(
                "select attempt, state = 'running' and lease_until > now() as running from drill where id = ?",
                row -> new Begun(row.getInt("attempt"), row.getBoolean("running")),
                drill);
    }

    /**
     * Whether a planned drill is waiting or running. The scratch server runs one drill at a time. Drills that people requested
     * and drills that are set aside do not count, because the queue shares the server fairly.
     */
    public boolean isBusy() {
        return catalogue
                .row(
                        "select 1 from drill where state <> 'ended' and cause <> 'request'"
                                + " and not (set_aside and state = 'due') limit 1",
                        row -> 1)
                .isPresent();
    }

    private static PinnedBackupQueue.Lease lease(DrillClaim claim) {
        return new PinnedBackupQueue.Lease(
                claim.drill(), claim.attempt(), claim.worker(), claim.backup(), claim.database());
    }
}
