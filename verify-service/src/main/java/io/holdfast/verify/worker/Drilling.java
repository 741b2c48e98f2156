package io.holdfast.verify.worker;

import io.holdfast.events.NameBasedId;
import io.holdfast.events.working.Work;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.Outcome;
import io.holdfast.verify.metrics.DrillMeters;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.scratch.Allowance;
import io.holdfast.verify.scratch.RunDrill;
import io.holdfast.verify.settings.DrillPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Drilling, one backup at a time. */
@ApplicationScoped
class Drilling implements Work<DrillClaim> {

    private static final Logger LOG = Logger.getLogger(Drilling.class);

    /** What a drill finds out about stored bytes is for a verification to say. */
    private static final Set<String> OF_BYTES =
            Set.of("checksum_mismatch", "size_mismatch", "copy_missing", "does_not_decode", "does_not_decrypt");

    private final DrillQueue queue;
    private final VerificationQueue verifications;
    private final RunDrill runDrill;
    private final DrillPolicies policies;
    private final DrillMeters meters;
    private final Clock clock;
    private volatile @Nullable Allowance allowance;
    private volatile @Nullable DrillClaim current;

    Drilling(
            DrillQueue queue,
            VerificationQueue verifications,
            RunDrill runDrill,
            DrillPolicies policies,
            DrillMeters meters,
            Clock clock) {
        this.queue = queue;
        this.verifications = verifications;
        this.runDrill = runDrill;
        this.policies = policies;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Optional<DrillClaim> claim(UUID worker) {
        return queue.claim(worker);
    }

    @Override
    public void carryOut(DrillClaim claim) throws InterruptedException {
        LOG.infof("Backup %s of %s is drilled (attempt %d)", claim.backup(), claim.database(), claim.attempt());
        Allowance own = new Allowance(clock, policies.longest(claim.database()), policies.largest(claim.database()));
        allowance = own;
        current = claim;
        RunDrill.Ended ended;
        try {
            ended = runDrill.run(claim, own);
        } finally {
            current = null;
        }
        // Whoever was interrupted may have seen half of it.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (queue.record(claim, ended.outcome(), ended.page())) {
            meters.ended(ended.outcome());
            LOG.infof("Backup %s: %s", claim.backup(), ended.outcome());
            lookAgain(claim, ended.outcome());
        } else {
            LOG.warnf("Backup %s: the lease of its drill was lost; nothing is recorded", claim.backup());
        }
    }

    private void lookAgain(DrillClaim claim, Outcome outcome) {
        if (outcome.findings().stream().anyMatch(finding -> OF_BYTES.contains(finding.code()))) {
            verifications.plan(
                    NameBasedId.of("after-drill", claim.drill().toString()),
                    claim.backup(),
                    "request",
                    clock.instant());
        }
    }

    @Override
    public boolean renew(DrillClaim claim) {
        return queue.renew(claim);
    }

    @Override
    public void stop(DrillClaim claim) {
        Allowance of = allowance;
        if (of != null) {
            of.stop();
        }
    }

    /** Looks how large the restored database has become. By a thread of its own: a server that hangs must not cost a lease. */
    void measure() {
        DrillClaim claim = current;
        Allowance of = allowance;
        if (claim != null && of != null) {
            runDrill.measure(claim, of);
        }
    }

    @Override
    public void handBack(DrillClaim claim) {
        queue.handBack(claim);
    }
}
