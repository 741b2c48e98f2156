package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;

/** Decodes stored copies as PostgreSQL archives. */
public interface DumpArchiveDecoder {

    /** Decodes the whole copy (L2). */
    ArchiveDecodeResult decode(BackupToVerify backup, BackupCopyRecord copy);
}
