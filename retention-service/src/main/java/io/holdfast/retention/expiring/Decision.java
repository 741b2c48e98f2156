package io.holdfast.retention.expiring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of one backup, with the reason in words. */
public sealed interface Decision {

    String reason();

    /** @param goesAt the first instant at which it may go; absent where that depends on other things than time */
    record Keep(String reason, @Nullable Instant goesAt) implements Decision {}

    /** @param since the instant from which it might have gone */
    record Expire(String reason, Instant since) implements Decision {}

    static Keep keep(String reason) {
        return new Keep(reason, null);
    }
}
