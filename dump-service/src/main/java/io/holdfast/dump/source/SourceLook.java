package io.holdfast.dump.source;

import io.holdfast.events.Failure;

/** The answer to looking at a database before its dump. */
public sealed interface SourceLook {

    record Seen(SourceFacts facts) implements SourceLook {}

    /** @param message for a person, with a hint */
    record NotSeen(Failure failure, String message) implements SourceLook {}
}
