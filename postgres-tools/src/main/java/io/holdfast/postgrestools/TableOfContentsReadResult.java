package io.holdfast.postgrestools;

/** The result of reading the head of an archive. */
public sealed interface TableOfContentsReadResult {

    record Read(TableOfContents contents) implements TableOfContentsReadResult {}

    /**
     * An archive in an unsupported version of the format.
     *
     * @param version such as {@code 1.17-0}
     */
    record UnknownVersion(String version) implements TableOfContentsReadResult {}

    /** The bytes are not an archive in pg_dump's custom format. */
    record NotAnArchive() implements TableOfContentsReadResult {}

    /** @param how the damage, for operators */
    record Damaged(String how) implements TableOfContentsReadResult {}

    /**
     * The archive has more names than the limit allows. Reading stopped there.
     *
     * @param limit in bytes
     */
    record TooLong(long limit) implements TableOfContentsReadResult {}
}
