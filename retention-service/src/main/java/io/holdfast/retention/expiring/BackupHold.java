package io.holdfast.retention.expiring;

/** A person's word that a backup stays until it is released. */
public record BackupHold(String by, String reason) {}
