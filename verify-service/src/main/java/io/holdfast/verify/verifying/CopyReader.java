package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import java.util.List;

/** Reads stored copies at all destinations. */
public interface CopyReader {

    /** Reads the copy from the first byte to the last (L1). */
    CopyReadResult read(BackupCopyRecord copy);

    /** Compares the companions of a copy with what was recorded when they were sealed. The copy itself may be good. */
    default List<Finding> companions(BackupCopyRecord copy) {
        return List.of();
    }

    /** Findings about defects of the source database, from the manifest of the copy. */
    default List<Finding> sourceFaults(BackupCopyRecord copy) {
        return List.of();
    }

    /** Smaller values are nearer. Of copies with equal contents, the nearest is decoded. */
    int distance(BackupCopyRecord copy);
}
