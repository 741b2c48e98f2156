package io.holdfast.restoreengine.server;

/** A role with the ownership mark of Holdfast. */
public record MarkedRole(String name, OwnershipComment mark) {}
