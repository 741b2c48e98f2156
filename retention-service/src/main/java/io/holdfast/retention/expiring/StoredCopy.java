package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an artifact, as derived from the event log. A record identifies a copy by its location, which is
 * destination and key. A new copy at the same location replaces it, with another version if the storage has versions.
 *
 * @param provenAt when all bytes were last read again and found good, or the storage attested them; absent before that,
 *     and if the copy was found bad since then
 * @param lockedUntil the storage prevents the deletion until then, as it last reported
 * @param lockMissedUntil until when the copy should be locked but was not, as last checked; absent while the lock is
 *     long enough
 * @param storageClass the archive class to which the copy was moved, such as {@code GLACIER}; absent if the copy can be
 *     read at once
 */
public record StoredCopy(
        BackupCopyRecord copy,
        Condition condition,
        @Nullable Instant provenAt,
        @Nullable Instant lockedUntil,
        @Nullable Instant lockMissedUntil,
        @Nullable String storageClass) {

    public enum Condition {
        PRESENT,
        /** The bytes are bad or absent. The record is kept for inspection until the copy is deleted. */
        CONDEMNED,
        EXPIRED
    }

    /** A new copy that has not been read yet. */
    public static StoredCopy present(BackupCopyRecord copy) {
        return new StoredCopy(copy, Condition.PRESENT, null, null, null, null);
    }

    public String destination() {
        return copy.destination();
    }

    /** Whether the copy is or was under this key at this destination, in any version. */
    public boolean isAt(CopyLocation place) {
        return copy.destination().equals(place.destination()) && copy.key().equals(place.key());
    }

    /** Whether it is exactly this version. Events about an earlier version do not apply to it. */
    public boolean is(CopyLocation ref) {
        return copy.ref().equals(ref);
    }

    /** Whether the copy may be relied on, as far as known. */
    public boolean isGood() {
        return condition == Condition.PRESENT;
    }

    /** Whether the copy was read again after it was written, and nothing bad was found since then. */
    public boolean isProven() {
        return isGood() && provenAt != null;
    }

    public boolean isThere() {
        return condition != Condition.EXPIRED;
    }

    public boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    StoredCopy in(Condition other) {
        return new StoredCopy(
                copy, other, other == Condition.PRESENT ? provenAt : null, lockedUntil, lockMissedUntil, storageClass);
    }

    StoredCopy proven(Instant at) {
        return new StoredCopy(copy, Condition.PRESENT, at, lockedUntil, lockMissedUntil, storageClass);
    }

    StoredCopy locked(Instant until) {
        boolean isLongEnough = lockMissedUntil == null || !until.isBefore(lockMissedUntil);
        return new StoredCopy(copy, condition, provenAt, until, isLongEnough ? null : lockMissedUntil, storageClass);
    }

    StoredCopy lockMissed(Instant requiredUntil, @Nullable Instant actual) {
        return new StoredCopy(copy, condition, provenAt, actual, requiredUntil, storageClass);
    }

    /** The same bytes in another storage class. The new version has no lock yet. */
    StoredCopy archived(BackupCopyRecord moved, String to) {
        boolean isSameVersion = copy.ref().equals(moved.ref());
        return new StoredCopy(
                moved,
                Condition.PRESENT,
                moved.sha256().equals(copy.sha256()) ? provenAt : null,
                isSameVersion ? lockedUntil : null,
                isSameVersion ? lockMissedUntil : null,
                to);
    }
}
