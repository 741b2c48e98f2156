package io.holdfast.dump.source;

/** The answer to looking at a database before its dump. */
public sealed interface SourceLook {

    record Seen(SourceFacts facts) implements SourceLook {}

    record NotSeen(DumpFailure why) implements SourceLook {}
}
