package io.holdfast.retention.expiring;

/** The decision about one stored copy. */
public record CopyRetentionDecision(StoredCopy copy, RetentionDecision decision) {

    public boolean expires() {
        return decision instanceof RetentionDecision.Expire;
    }
}
