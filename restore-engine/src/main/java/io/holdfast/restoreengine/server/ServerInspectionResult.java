package io.holdfast.restoreengine.server;

/** The result of inspecting a server. */
public sealed interface ServerInspectionResult {

    record Seen(ServerInfo facts) implements ServerInspectionResult {}

    record NotSeen(TargetServerException trouble) implements ServerInspectionResult {}
}
