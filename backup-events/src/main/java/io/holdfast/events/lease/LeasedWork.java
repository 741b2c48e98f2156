package io.holdfast.events.lease;

import java.util.Optional;
import java.util.UUID;

/**
 * What a {@link LeaseWorker} does again and again: it claims something under a lease, and carries it out while it keeps the lease.
 *
 * @param <C> a claim
 */
public interface LeasedWork<C> {

    /** Empty where there is nothing to do. */
    Optional<C> claim(UUID worker);

    /**
     * Does it, and records how it ended if the claim is still this worker's.
     *
     * @throws InterruptedException where the lease was lost or the service stops; nothing is recorded then
     */
    void carryOut(C claim) throws InterruptedException;

    /** Keeps the lease; false where it is another's by now. */
    boolean renew(C claim);

    /** It is no longer wanted. For what does not notice an interrupt; the thread is interrupted right afterwards. */
    default void stop(C claim) {}

    /** Somebody else begins anew, soon. */
    void release(C claim);
}
