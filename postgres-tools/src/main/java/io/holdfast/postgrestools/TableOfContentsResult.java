package io.holdfast.postgrestools;

/** The result of reading the head of an archive. */
public sealed interface TableOfContentsResult {

    record Read(TableOfContents contents) implements TableOfContentsResult {}

    /**
     * It is an archive, in a version of the format that is not known here.
     *
     * @param version such as {@code 1.17-0}
     */
    record UnknownVersion(String version) implements TableOfContentsResult {}

    /** The bytes are no archive in pg_dump's custom format. */
    record NotAnArchive() implements TableOfContentsResult {}

    /** @param how what is wrong, for a person */
    record Damaged(String how) implements TableOfContentsResult {}

    /**
     * It has more names than may be kept; no more of it was read.
     *
     * @param limit in bytes
     */
    record TooLong(long limit) implements TableOfContentsResult {}
}
