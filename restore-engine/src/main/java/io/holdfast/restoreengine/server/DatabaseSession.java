package io.holdfast.restoreengine.server;

import java.util.Optional;

/** A session that is connected to a database. */
public record DatabaseSession(int pid, String user, String application, Optional<String> client) {}
