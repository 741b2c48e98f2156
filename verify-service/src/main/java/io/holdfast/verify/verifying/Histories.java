package io.holdfast.verify.verifying;

/** What went before. */
public interface Histories {

    /** The good backups of the same database and kind that were begun before this one. */
    History before(Backup backup);
}
