package io.holdfast.store;

import java.time.Instant;

/** What a glance at one key shows. */
public sealed interface Look permits Look.There, Missing, Unreadable, Unavailable {

    /** @param bytes stored length */
    record There(Key key, long bytes, Instant modified) implements Look {}
}
