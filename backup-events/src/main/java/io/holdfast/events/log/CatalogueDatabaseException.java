package io.holdfast.events.log;

import java.sql.SQLException;

/** A statement on the catalog database failed. {@link CatalogueSqlErrorClassifier} decides from its cause whether a retry helps. */
public final class CatalogueDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogueDatabaseException(SQLException cause) {
        super("a statement on the catalog failed: " + cause.getMessage(), cause);
    }
}
