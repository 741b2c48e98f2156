package io.holdfast.restoring.server;

/** A role that says that it is ours. */
public record MarkedRole(String name, Mark mark) {}
