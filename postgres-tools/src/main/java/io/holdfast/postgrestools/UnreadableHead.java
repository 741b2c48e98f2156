package io.holdfast.postgrestools;

/** Ends the reading of an archive's head with a result. */
final class UnreadableHead extends Exception {

    private static final long serialVersionUID = 1;

    private final transient TableOfContentsResult result;

    UnreadableHead(TableOfContentsResult result) {
        super(result.toString(), null, false, false);
        this.result = result;
    }

    static UnreadableHead damaged(String how) {
        return new UnreadableHead(new TableOfContentsResult.Damaged(how));
    }

    TableOfContentsResult result() {
        return result;
    }
}
