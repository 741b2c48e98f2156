package io.holdfast.events.log;

import java.sql.SQLException;

/** A statement of the log's own books failed; whether waiting helps, {@link CatalogueAway} tells from its cause. */
public final class CatalogueFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogueFailure(SQLException cause) {
        super("the catalogue refused: " + cause.getMessage(), cause);
    }
}
