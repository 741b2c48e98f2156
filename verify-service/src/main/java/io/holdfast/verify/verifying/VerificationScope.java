package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import java.util.List;
import java.util.Set;

/**
 * The parts of a backup that one verification reads.
 *
 * @param due copies to read; the others are read only if one of these is bad, to decide whether the backup is still good
 * @param decoded contents that an earlier verification decoded: the same SHA-256 decodes again
 * @param isWhole whether everything is read and decoded, regardless of earlier results
 */
public record VerificationScope(List<BackupCopyRecord> due, Set<Sha256> decoded, boolean isWhole) {

    public VerificationScope {
        due = List.copyOf(due);
        decoded = Set.copyOf(decoded);
    }

    /** Reads and decodes everything. */
    public static VerificationScope whole(BackupToVerify backup, Set<Sha256> decoded) {
        return new VerificationScope(backup.copies(), decoded, true);
    }

    /** Reads only these copies of a backup that is already verified, and skips decoding of known contents. */
    public static VerificationScope part(List<BackupCopyRecord> due, Set<Sha256> decoded) {
        return new VerificationScope(due, decoded, false);
    }
}
