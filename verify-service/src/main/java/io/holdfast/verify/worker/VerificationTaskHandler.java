package io.holdfast.verify.worker;

import io.holdfast.events.lease.LeasedTaskHandler;
import io.holdfast.events.tracing.TracePropagator;
import io.holdfast.verify.metrics.VerificationMetrics;
import io.holdfast.verify.postgres.VerdictRepository;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerificationClaim;
import io.holdfast.verify.verifying.VerifyBackup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Runs verifications, one after the other.
 *
 * @param claimed called after each claim, so that the next backup is pinned at once; must not block or fail
 * @param repetitions whether this worker takes only repetitions or only other verifications
 */
record VerificationTaskHandler(
        VerificationQueue queue,
        VerifyBackup verifyBackup,
        VerdictRepository verdicts,
        VerificationMetrics meters,
        TracePropagator trail,
        Runnable claimed,
        boolean repetitions)
        implements LeasedTaskHandler<VerificationClaim> {

    private static final Logger LOG = Logger.getLogger(VerificationTaskHandler.class);

    @Override
    public Optional<VerificationClaim> claim(UUID worker) {
        Optional<VerificationClaim> claim = queue.claim(worker, repetitions);
        claim.ifPresent(one -> claimed.run());
        return claim;
    }

    @Override
    public void carryOut(VerificationClaim claim) throws InterruptedException {
        LOG.infof("Verifying backup %s (attempt %d)", claim.backup().id(), claim.attempt());
        long begun = System.nanoTime();
        VerifyBackup.Found found = verifyBackup.verify(claim.backup(), claim.scope());
        // An interrupted verification may have seen only part of the backup.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (verdicts.record(claim, found)) {
            report(claim, found.judgement().verdict(), Duration.ofNanos(System.nanoTime() - begun));
            LOG.infof("Backup %s: %s", claim.backup().id(), found.judgement().verdict());
        } else {
            LOG.warnf(
                    "Backup %s: the lease was lost; no verdict is recorded",
                    claim.backup().id());
        }
    }

    private void report(VerificationClaim claim, Verdict verdict, Duration took) {
        meters.ended(verdict, took);
        trail.did(
                claim.backup().id().value(),
                "verification",
                took,
                Map.of("holdfast.verdict", verdict.getClass().getSimpleName()));
    }

    @Override
    public boolean renew(VerificationClaim claim) {
        return queue.renew(claim);
    }

    @Override
    public void release(VerificationClaim claim) {
        queue.release(claim);
    }
}
