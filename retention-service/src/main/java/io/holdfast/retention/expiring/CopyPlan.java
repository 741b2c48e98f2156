package io.holdfast.retention.expiring;

/** What becomes of one stored copy. */
public record CopyPlan(StoredCopy copy, Decision decision) {

    public boolean expires() {
        return decision instanceof Decision.Expire;
    }
}
