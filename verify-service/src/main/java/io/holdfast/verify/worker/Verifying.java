package io.holdfast.verify.worker;

import io.holdfast.events.tracing.Trail;
import io.holdfast.events.working.Work;
import io.holdfast.verify.metrics.VerificationMeters;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.verifying.Claim;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerifyBackup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Verifying one backup after the other.
 *
 * @param claimed called after each claim, so that what comes next is pinned at once; must neither wait nor fail
 * @param repetitions whether nothing but repetitions, or everything else
 */
record Verifying(
        VerificationQueue queue,
        VerifyBackup verifyBackup,
        Verdicts verdicts,
        VerificationMeters meters,
        Trail trail,
        Runnable claimed,
        boolean repetitions)
        implements Work<Claim> {

    private static final Logger LOG = Logger.getLogger(Verifying.class);

    @Override
    public Optional<Claim> claim(UUID worker) {
        Optional<Claim> claim = queue.claim(worker, repetitions);
        claim.ifPresent(one -> claimed.run());
        return claim;
    }

    @Override
    public void carryOut(Claim claim) throws InterruptedException {
        LOG.infof("Backup %s is verified (attempt %d)", claim.backup().id(), claim.attempt());
        long begun = System.nanoTime();
        VerifyBackup.Found found = verifyBackup.verify(claim.backup(), claim.scope());
        // Whoever was interrupted may have seen half of it.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (verdicts.record(claim, found)) {
            tell(claim, found.judgement().verdict(), Duration.ofNanos(System.nanoTime() - begun));
            LOG.infof("Backup %s: %s", claim.backup().id(), found.judgement().verdict());
        } else {
            LOG.warnf(
                    "Backup %s: the lease was lost; nothing is recorded",
                    claim.backup().id());
        }
    }

    private void tell(Claim claim, Verdict verdict, Duration took) {
        meters.ended(verdict, took);
        trail.did(
                claim.backup().id().value(),
                "verification",
                took,
                Map.of("holdfast.verdict", verdict.getClass().getSimpleName()));
    }

    @Override
    public boolean renew(Claim claim) {
        return queue.renew(claim);
    }

    @Override
    public void handBack(Claim claim) {
        queue.handBack(claim);
    }
}
