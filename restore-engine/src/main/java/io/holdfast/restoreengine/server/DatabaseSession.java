package io.holdfast.restoreengine.server;

import java.util.Optional;

/** Somebody connected to a database. */
public record DatabaseSession(int pid, String user, String application, Optional<String> client) {}
