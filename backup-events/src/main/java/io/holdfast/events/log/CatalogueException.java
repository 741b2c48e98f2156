package io.holdfast.events.log;

import java.sql.SQLException;

/** A statement on the catalog database failed. {@link CatalogueErrorClassifier} decides from its cause whether a retry helps. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogueException(SQLException cause) {
        super("a statement on the catalog failed: " + cause.getMessage(), cause);
    }
}
