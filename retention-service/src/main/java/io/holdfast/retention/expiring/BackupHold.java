package io.holdfast.retention.expiring;

/** An operator's order to keep a backup until it is released. */
public record BackupHold(String by, String reason) {}
