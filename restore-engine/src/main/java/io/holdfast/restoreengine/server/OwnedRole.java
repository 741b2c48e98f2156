package io.holdfast.restoreengine.server;

/** A role with the ownership mark of Holdfast. */
public record OwnedRole(String name, OwnershipComment mark) {}
