package io.holdfast.verify.worker;

import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.lease.LeasedTaskHandler;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.metrics.DrillMetrics;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.scratch.DrillLimits;
import io.holdfast.verify.scratch.RunDrill;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs drills, one at a time. */
@ApplicationScoped
class DrillTaskHandler implements LeasedTaskHandler<DrillClaim> {

    private static final Logger LOG = Logger.getLogger(DrillTaskHandler.class);

    /** Findings about stored bytes. A verification has to confirm them. */
    private static final Set<String> OF_BYTES =
            Set.of("checksum_mismatch", "size_mismatch", "copy_missing", "does_not_decode", "does_not_decrypt");

    private final DrillQueue queue;
    private final VerificationQueue verifications;
    private final RunDrill runDrill;
    private final ConfiguredDrillPolicies policies;
    private final DrillMetrics meters;
    private final Clock clock;
    private volatile @Nullable DrillLimits drillBudget;
    private volatile @Nullable DrillClaim current;

    DrillTaskHandler(
            DrillQueue queue,
            VerificationQueue verifications,
            RunDrill runDrill,
            ConfiguredDrillPolicies policies,
            DrillMetrics meters,
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
        LOG.infof(
                "Starting a drill of backup %s of %s (attempt %d)", claim.backup(), claim.database(), claim.attempt());
        DrillLimits own =
                new DrillLimits(clock, policies.longest(claim.database()), policies.largest(claim.database()));
        drillBudget = own;
        current = claim;
        RunDrill.Result result;
        try {
            result = runDrill.run(claim, own);
        } finally {
            current = null;
        }
        // An interrupted drill may have seen only part of the backup.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (queue.record(claim, result.outcome(), result.page())) {
            meters.ended(result.outcome());
            LOG.infof("Backup %s: %s", claim.backup(), result.outcome());
            recheck(claim, result.outcome());
        } else {
            LOG.warnf("Backup %s: the lease of its drill was lost; no outcome is recorded", claim.backup());
        }
    }

    private void recheck(DrillClaim claim, DrillOutcome outcome) {
        if (outcome.findings().stream().anyMatch(finding -> OF_BYTES.contains(finding.code()))) {
            verifications.plan(
                    NameBasedUuid.of("after-drill", claim.drill().toString()),
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
        DrillLimits of = drillBudget;
        if (of != null) {
            of.stop();
        }
    }

    /** Measures the restored database. It runs in a separate thread, so that a server that hangs does not cost the lease. */
    void measure() {
        DrillClaim claim = current;
        DrillLimits of = drillBudget;
        if (claim != null && of != null) {
            runDrill.measure(claim, of);
        }
    }

    @Override
    public void release(DrillClaim claim) {
        queue.release(claim);
    }
}
