package io.holdfast.postgrestools;

/** Stops reading the head of an archive, with a result. */
final class ArchiveHeadException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient TableOfContentsResult result;

    ArchiveHeadException(TableOfContentsResult result) {
        super(result.toString(), null, false, false);
        this.result = result;
    }

    static ArchiveHeadException damaged(String how) {
        return new ArchiveHeadException(new TableOfContentsResult.Damaged(how));
    }

    TableOfContentsResult result() {
        return result;
    }
}
