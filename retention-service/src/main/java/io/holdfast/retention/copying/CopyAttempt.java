package io.holdfast.retention.copying;

import java.time.Instant;

/**
 * One copy on its way.
 *
 * @param number of the attempt that was claimed; another one means that somebody has taken over
 * @param from id of the destination that is read
 * @param bytes passed so far
 */
public record CopyAttempt(MissingCopy missing, int number, Instant since, String from, long bytes) {

    CopyAttempt from(String source) {
        return new CopyAttempt(missing, number, since, source, 0);
    }

    CopyAttempt passed(long soFar) {
        return new CopyAttempt(missing, number, since, from, soFar);
    }
}
