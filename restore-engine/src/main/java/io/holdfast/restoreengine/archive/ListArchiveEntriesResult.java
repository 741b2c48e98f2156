package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.TableOfContents;

/** The result of reading the table of contents of an archive. */
sealed interface ListArchiveEntriesResult {

    record Known(TableOfContents list) implements ListArchiveEntriesResult {}

    /** The archive cannot be listed, not even by pg_restore. */
    record Unreadable() implements ListArchiveEntriesResult {}

    /**
     * The table of contents exceeds the limit. The rest was not read.
     *
     * @param limit limit in bytes
     */
    record TooLong(long limit) implements ListArchiveEntriesResult {}
}
