package io.holdfast.events.log;

import java.sql.SQLException;

/** A statement of the log's own books failed; whether waiting helps, {@link CatalogueErrorClassifier} tells from its cause. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogueException(SQLException cause) {
        super("the catalogue refused: " + cause.getMessage(), cause);
    }
}
