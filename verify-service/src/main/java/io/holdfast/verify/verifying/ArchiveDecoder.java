package io.holdfast.verify.verifying;

import io.holdfast.events.SealedCopy;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;

/** The stored copies as archives of PostgreSQL's. */
public interface ArchiveDecoder {

    /** Decodes all of the copy (L2). */
    ArchiveDecodeResult decode(BackupToVerify backup, SealedCopy copy);
}
