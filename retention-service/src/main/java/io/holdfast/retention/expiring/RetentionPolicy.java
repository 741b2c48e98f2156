package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import java.time.Duration;

/**
 * How long the backups of one database stay.
 *
 * @param keep age after which a backup may go, at least a day (runbook: {@code BACKUP_RETENTION_DAYS}, 30 days)
 * @param minimumVerified verified backups of each kind that stay however old they are, at least 1
 * @param inspection how long a condemned backup stays to be looked at
 */
public record RetentionPolicy(DatabaseId database, Duration keep, int minimumVerified, Duration inspection) {

    /** @throws IllegalArgumentException if a value is outside its range; the message is for a person */
    public RetentionPolicy {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("backups of " + database + " would be kept for less than a day;"
                    + " set its retention-days (or BACKUP_RETENTION_DAYS) to 1 or more");
        }
        if (minimumVerified < 1) {
            throw new IllegalArgumentException("the last verified backup is never deleted, so minimum-verified of "
                    + database + " cannot be " + minimumVerified + "; set it to 1 or more");
        }
        if (inspection.isNegative()) {
            throw new IllegalArgumentException("condemned backups of " + database
                    + " cannot be kept for a negative time; set inspection-days to 0 or more");
        }
    }

    /** In one sentence. */
    public String inWords() {
        return "kept " + keep.toDays() + " days; the " + minimumVerified
                + " newest verified of each kind stay however old they are; condemned ones stay "
                + inspection.toDays() + " days to be looked at";
    }
}
