package io.holdfast.verify.verifying;

import io.holdfast.events.SealedCopy;
import io.holdfast.events.Sha256;
import java.util.List;
import java.util.Set;

/**
 * How much of a backup is read in one verification.
 *
 * @param due the copies to be read; the others are read only where one of these is bad and they have to vouch for the backup
 * @param decoded contents that an earlier verification decoded: the same SHA-256 decodes again
 * @param isWhole whether everything is read and decoded afresh, whatever was known
 */
public record ReadScope(List<SealedCopy> due, Set<Sha256> decoded, boolean isWhole) {

    public ReadScope {
        due = List.copyOf(due);
        decoded = Set.copyOf(decoded);
    }

    /** Everything, afresh. */
    public static ReadScope whole(BackupToVerify backup, Set<Sha256> decoded) {
        return new ReadScope(backup.copies(), decoded, true);
    }

    /** Only these copies of a backup that is verified already; what was decoded before need not be again. */
    public static ReadScope part(List<SealedCopy> due, Set<Sha256> decoded) {
        return new ReadScope(due, decoded, false);
    }
}
