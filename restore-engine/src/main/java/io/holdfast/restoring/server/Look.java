package io.holdfast.restoring.server;

/** What came of looking at a server. */
public sealed interface Look {

    record Seen(ServerFacts facts) implements Look {}

    record NotSeen(TargetTrouble trouble) implements Look {}
}
