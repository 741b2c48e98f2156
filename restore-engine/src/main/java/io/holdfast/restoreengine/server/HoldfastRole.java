package io.holdfast.restoreengine.server;

/** A role with the ownership mark of Holdfast. */
public record HoldfastRole(String name, OwnershipComment mark) {}
