package io.holdfast.postgrestools;

/** Stops reading the head of an archive, with a result. */
final class ArchiveHeaderException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient TableOfContentsReadResult result;

    ArchiveHeaderException(TableOfContentsReadResult result) {
        super(result.toString(), null, false, false);
        this.result = result;
    }

    static ArchiveHeaderException damaged(String how) {
        return new ArchiveHeaderException(new TableOfContentsReadResult.Damaged(how));
    }

    TableOfContentsReadResult result() {
        return result;
    }
}
