package io.holdfast.restoreengine.server;

/** A role that says that it is ours. */
public record OwnedRole(String name, OwnershipComment mark) {}
