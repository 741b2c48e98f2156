package io.holdfast.events.lease;

import java.util.Optional;
import java.util.UUID;

/**
 * The work of a {@link LeasedTaskWorker}: it claims an item under a lease, and carries it out while the lease is renewed.
 *
 * @param <C> type of a claim
 */
public interface LeasedTaskHandler<C> {

    /** Claims an item; empty if there is no work. */
    Optional<C> claim(UUID worker);

    /**
     * Carries out the work, and records the result if this worker still has the claim.
     *
     * @throws InterruptedException if the lease was lost or the service stops; then nothing is recorded
     */
    void carryOut(C claim) throws InterruptedException;

    /** Renews the lease; false if another worker has it. */
    boolean renew(C claim);

    /** Stops the work, for code that does not react to an interrupt; the thread is interrupted directly afterwards. */
    default void stop(C claim) {}

    /** Releases the claim, so that another worker can start again soon. */
    void release(C claim);
}
