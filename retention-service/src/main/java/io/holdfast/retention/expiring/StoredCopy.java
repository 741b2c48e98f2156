package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an artifact and what the log says of it. On a page a copy is known by its place, which is destination and
 * key; whoever makes it anew replaces it there, with another version where the storage has versions.
 *
 * @param provenAt when all its bytes were last read again and found good, or its storage vouched for them; absent until
 *     then, and when it was found bad since
 * @param lockedUntil nobody can delete it before, as its storage said when it was last asked
 * @param lockMissedUntil until when it should be locked and was not, when that was last looked at; absent while its lock
 *     is long enough
 * @param storageClass of the archive that it was moved to, such as {@code GLACIER}; absent where it can be read at once
 */
public record StoredCopy(
        SealedCopy copy,
        Condition condition,
        @Nullable Instant provenAt,
        @Nullable Instant lockedUntil,
        @Nullable Instant lockMissedUntil,
        @Nullable String storageClass) {

    public enum Condition {
        PRESENT,
        /** Its bytes are bad, or gone. It is still there to be looked at, and to be deleted in the end. */
        CONDEMNED,
        EXPIRED
    }

    /** A copy just made: nobody has read it yet. */
    public static StoredCopy present(SealedCopy copy) {
        return new StoredCopy(copy, Condition.PRESENT, null, null, null, null);
    }

    public String destination() {
        return copy.destination();
    }

    /** Whether it lies, or lay, under this key of this destination, whichever version it is. */
    public boolean isAt(CopyLocation place) {
        return copy.destination().equals(place.destination()) && copy.key().equals(place.key());
    }

    /** Whether it is this very version: what is said of an earlier one does not concern it. */
    public boolean is(CopyLocation ref) {
        return copy.ref().equals(ref);
    }

    /** Whether it may be counted on, as far as anybody knows. */
    public boolean isGood() {
        return condition == Condition.PRESENT;
    }

    /** Whether its bytes were read again after they had been written, and nothing speaks against them since. */
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

    /** The same bytes under another class; a new version of them has no lock yet. */
    StoredCopy archived(SealedCopy moved, String to) {
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
