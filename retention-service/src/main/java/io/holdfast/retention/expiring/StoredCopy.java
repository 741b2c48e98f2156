package io.holdfast.retention.expiring;

import io.holdfast.events.Copy;
import io.holdfast.events.CopyRef;

/** One copy of an artifact and what the log says of it. */
public record StoredCopy(Copy copy, Condition condition) {

    public enum Condition {
        PRESENT,
        /** Its bytes are bad, or gone. It is still there to be looked at, and to be deleted in the end. */
        CONDEMNED,
        EXPIRED
    }

    static StoredCopy present(Copy copy) {
        return new StoredCopy(copy, Condition.PRESENT);
    }

    boolean isAt(CopyRef ref) {
        return copy.ref().equals(ref);
    }

    boolean isGood() {
        return condition == Condition.PRESENT;
    }

    boolean isThere() {
        return condition != Condition.EXPIRED;
    }

    StoredCopy in(Condition other) {
        return new StoredCopy(copy, other);
    }
}
