package io.holdfast.retention.copying;

import java.time.Instant;

/**
 * A running attempt to make one copy.
 *
 * @param number of the claimed attempt; if the stored number differs, another worker has taken over
 * @param from id of the destination that is read
 * @param bytes copied so far
 */
public record CopyAttempt(MissingCopy missing, int number, Instant since, String from, long bytes) {

    CopyAttempt from(String source) {
        return new CopyAttempt(missing, number, since, source, 0);
    }

    CopyAttempt passed(long soFar) {
        return new CopyAttempt(missing, number, since, from, soFar);
    }
}
