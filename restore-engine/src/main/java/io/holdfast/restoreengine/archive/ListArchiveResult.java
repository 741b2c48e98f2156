package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.TableOfContents;

/** What came of reading an archive's table of contents. */
sealed interface ListArchiveResult {

    record Known(TableOfContents list) implements ListArchiveResult {}

    /** Nobody can list it, pg_restore included. */
    record Unreadable() implements ListArchiveResult {}

    /**
     * It is longer than permitted; no more of it was read.
     *
     * @param limit in bytes
     */
    record TooLong(long limit) implements ListArchiveResult {}
}
