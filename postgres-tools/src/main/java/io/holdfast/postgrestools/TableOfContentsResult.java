package io.holdfast.postgrestools;

/** The result of reading the head of an archive. */
public sealed interface TableOfContentsResult {

    record Read(TableOfContents contents) implements TableOfContentsResult {}

    /**
     * An archive in an unsupported version of the format.
     *
     * @param version such as {@code 1.17-0}
     */
    record UnknownVersion(String version) implements TableOfContentsResult {}

    /** The bytes are not an archive in pg_dump's custom format. */
    record NotAnArchive() implements TableOfContentsResult {}

    /** @param how the damage, for operators */
    record Damaged(String how) implements TableOfContentsResult {}

    /**
     * The archive has more names than the limit allows. Reading stopped there.
     *
     * @param limit in bytes
     */
    record TooLong(long limit) implements TableOfContentsResult {}
}
