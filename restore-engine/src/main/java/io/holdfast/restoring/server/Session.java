package io.holdfast.restoring.server;

import java.util.Optional;

/** Somebody connected to a database. */
public record Session(int pid, String user, String application, Optional<String> client) {}
