package io.holdfast.verify.verifying;

import io.holdfast.events.Copy;

/** The stored copies, wherever they lie. */
public interface Copies {

    /** Reads the copy from its first byte to its last (L1). */
    CopyLook look(Copy copy);

    /** The smaller, the nearer: of equal contents the nearest is decoded. */
    int distance(Copy copy);
}
