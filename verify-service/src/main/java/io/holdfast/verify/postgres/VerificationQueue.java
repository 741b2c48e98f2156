package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerificationClaim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The verification queue: a {@link PinnedBackupQueue} in which repetitions wait separately from all other verifications. */
@ApplicationScoped
public class VerificationQueue {

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final VerdictRepository verdictRepository;
    private final Clock clock;
    private final PinnedBackupQueue queue;
    private final int workers;

    VerificationQueue(
            CatalogueDatabaseClient catalogue,
            VerifiableBackupRepository backups,
            VerdictRepository verdictRepository,
            Outbox outbox,
            Clock clock,
            VerifySettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.verdictRepository = verdictRepository;
        this.clock = clock;
        this.queue = new PinnedBackupQueue("verification", catalogue, backups, outbox, clock, settings.verify());
        this.workers = settings.verify().workers();
    }

    /**
     * Plans a verification. A verification that is already known is not changed. If the backup is set aside, one more worker
     * death sets it aside again.
     */
    public void plan(UUID verification, BackupId backup, String cause, Instant dueAt) {
        catalogue.change(
                "insert into verification (id, backup, database, cause, due_at, state, deaths)"
                        + " select ?, id, database, ?, ?, 'due', (select coalesce(max(v.deaths), 0) from verification v"
                        + " where v.backup = b.id and v.set_aside and v.state <> 'ended')"
                        + " from backup b where id = ? and not expired on conflict do nothing",
                verification,
                cause,
                dueAt,
                backup.value());
    }

    /**
     * Plans a verification after an intent to delete was withdrawn, if the intent had cancelled one and there is no verdict
     * since.
     */
    public void planWhereCalledOff(BackupId backup, UUID intent, Instant dueAt) {
        catalogue
                .row(
                        "select 1 from backup where id = ? and trust = 'unverified'"
                                + " and not exists (select 1 from verification where backup = ? and state <> 'ended')",
                        row -> 1,
                        backup.value(),
                        backup.value())
                .ifPresent(calledOff ->
                        plan(NameBasedUuid.of("reinstated", intent.toString()), backup, "reinstated", dueAt));
    }

    /** Pins the next due backups, but no more than the workers will soon process. */
    public void pinDue() {
        queue.pinDue(false, 2 * workers);
        queue.pinDue(true, Math.min(1, workers));
    }

    /** Records that a pin of this service was received from the event log at this offset. */
    public void pinHeard(UUID pin, long offset) {
        queue.pinHeard(pin, offset).ifPresent(row -> {
            BackupToVerify backup = backups.find(row.backup(), offset).orElseThrow();
            if (backup.copies().isEmpty()) {
                callOff(row, backup, pin);
            }
        });
    }

    private void callOff(PinnedBackupQueue.Row row, BackupToVerify backup, UUID pin) {
        verdictRepository.end(
                row.id(),
                backup,
                new Verdict.Inconclusive(
                        "an intent to delete the backup precedes the verification in the event log; the backup is"
                                + " verified only if the intent is withdrawn",
                        false),
                row.tries());
        queue.unpin(backup, pin);
    }

    /**
     * Claims the next verification that may start and leases it to this worker.
     *
     * @param repetitions whether only repetitions or only other verifications are claimed; a large old copy must not delay a
     *     new backup
     */
    public Optional<VerificationClaim> claim(UUID worker, boolean repetitions) {
        return catalogue.transaction(() -> queue.claim(worker, repetitions).map(row -> claim(worker, row)));
    }

    private VerificationClaim claim(UUID worker, PinnedBackupQueue.Row row) {
        BackupToVerify backup = backups.find(row.backup(), row.pinnedAt()).orElseThrow();
        return new VerificationClaim(
                row.id(),
                row.attempt(),
                row.tries(),
                worker,
                backup,
                backups.verificationScope(backup, row.cause(), clock.instant()));
    }

    /** Renews the lease and the pin. Returns false if another worker holds the lease. */
    public boolean renew(VerificationClaim claim) {
        return queue.renew(lease(claim));
    }

    /** Releases a verification when the worker stops. Another worker can start it again at once. */
    public void release(VerificationClaim claim) {
        queue.release(lease(claim));
    }

    /** See {@link ExpiredLeaseHandler#takeBack}. */
    public void reclaimExpired() {
        queue.reclaimExpired(this::setAside);
    }

    private void setAside(PinnedBackupQueue.Row row) {
        BackupToVerify backup = backups.find(row.backup()).orElseThrow();
        if (backups.isExpired(backup.id())) {
            verdictRepository.end(
                    row.id(), backup, new Verdict.Inconclusive("the backup has expired", false), row.tries());
        } else {
            verdictRepository.setAside(row.id(), backup, row.deaths());
        }
        if (row.pin() != null) {
            queue.unpin(backup, row.pin());
        }
    }

    private static PinnedBackupQueue.Lease lease(VerificationClaim claim) {
        return new PinnedBackupQueue.Lease(
                claim.verification(),
                claim.attempt(),
                claim.worker(),
                claim.backup().id(),
                claim.backup().database());
    }
}
