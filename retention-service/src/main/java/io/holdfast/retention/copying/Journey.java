package io.holdfast.retention.copying;

import java.time.Instant;

/**
 * One copy on its way.
 *
 * @param number of the attempt that was claimed; another one means that somebody has taken over
 * @param from id of the destination that is read
 * @param bytes passed so far
 */
public record Journey(MissingCopy missing, int number, Instant since, String from, long bytes) {

    Journey from(String source) {
        return new Journey(missing, number, since, source, 0);
    }

    Journey passed(long soFar) {
        return new Journey(missing, number, since, from, soFar);
    }
}
