package io.holdfast.restoreengine.server;

/** What came of looking at a server. */
public sealed interface ServerInspectionResult {

    record Seen(ServerFacts facts) implements ServerInspectionResult {}

    record NotSeen(TargetServerException trouble) implements ServerInspectionResult {}
}
