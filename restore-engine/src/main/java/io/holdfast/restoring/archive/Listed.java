package io.holdfast.restoring.archive;

import io.holdfast.postgrestools.TableOfContents;

/** What came of reading an archive's table of contents. */
sealed interface Listed {

    record Known(TableOfContents list) implements Listed {}

    /** Nobody can list it, pg_restore included. */
    record Unreadable() implements Listed {}

    /**
     * It is longer than permitted; no more of it was read.
     *
     * @param limit in bytes
     */
    record TooLong(long limit) implements Listed {}
}
