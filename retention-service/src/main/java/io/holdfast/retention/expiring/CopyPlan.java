package io.holdfast.retention.expiring;

/** The decision about one stored copy. */
public record CopyPlan(StoredCopy copy, RetentionDecision decision) {

    public boolean expires() {
        return decision instanceof RetentionDecision.Expire;
    }
}
