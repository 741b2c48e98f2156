package io.holdfast.events.log;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Distinguishes temporary failures of the catalog database, where a retry helps, from statements that are wrong. */
public final class CatalogueSqlErrorClassifier {

    /** idle_in_transaction_session_timeout: this process was paused, and the server released its locks. */
    private static final String ENDED_WHILE_PAUSED = "25P03";

    /** invalid_password: a new password is set on the server before it is in every service's file. Each connection reads the file again. */
    private static final String PASSWORD_BEING_CHANGED = "28P01";

    private CatalogueSqlErrorClassifier() {}

    /**
     * Whether the catalog database is temporarily unable to serve: SQLSTATE classes 08 (connection), 40 (serialization, deadlock), 53
     * (resources), 55 (lock), 57 (shutdown), 58 (system), a time-out of the pool without an SQLSTATE, or a password that is being changed.
     */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
                return true;
            }
            if (cause instanceof CatalogueDatabasePasswordException) {
                return true;
            }
            if (cause == cause.getCause()) {
                return false;
            }
        }
        return false;
    }

    private static boolean isPassing(@Nullable String state) {
        if (state == null || state.length() < 2) {
            return true;
        }
        if (state.equals(ENDED_WHILE_PAUSED) || state.equals(PASSWORD_BEING_CHANGED)) {
            return true;
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> true;
            default -> false;
        };
    }
}
