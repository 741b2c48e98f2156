package io.holdfast.verify.verifying;

import io.holdfast.events.Copy;
import io.holdfast.restoring.contents.Decoding;

/** The stored copies as archives of PostgreSQL's. */
public interface Archives {

    /** Decodes all of the copy (L2). */
    Decoding decode(Backup backup, Copy copy);
}
