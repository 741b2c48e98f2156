package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import java.util.List;

/** The stored copies, wherever they lie. */
public interface CopyReader {

    /** Reads the copy from its first byte to its last (L1). */
    CopyReadResult read(SealedCopy copy);

    /** What is wrong with the files beside a copy, held against what was recorded when they were sealed. Its own bytes may be good. */
    default List<Finding> companions(SealedCopy copy) {
        return List.of();
    }

    /** What the database itself had broken when it was dumped, as the manifest beside a copy says. */
    default List<Finding> sourceFaults(SealedCopy copy) {
        return List.of();
    }

    /** The smaller, the nearer: of equal contents the nearest is decoded. */
    int distance(SealedCopy copy);
}
