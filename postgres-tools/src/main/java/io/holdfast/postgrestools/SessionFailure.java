package io.holdfast.postgrestools;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a {@link SQLException} of a session that was opened by {@link JdbcConnectionFactory}. It contains only Holdfast's own text and an
 * SQLSTATE, so events may contain it. The server's message can quote values, and is dropped.
 *
 * @param sqlState the SQLSTATE; empty if the exception has none
 * @param message what happened, with the SQLSTATE, as a sentence
 * @param hint how to solve the problem
 */
public record SessionFailure(SessionFailureCause cause, Optional<String> sqlState, String message, String hint) {

    private static final int LENGTH = 5;

    /** Classifies a failure to connect ({@link NotConnectedException}, {@link TlsRefusedException}) or a failed statement (any other). */
    public static SessionFailure of(SQLException failure) {
        Optional<String> state = stateOf(failure);
        if (failure instanceof TlsRefusedException refused) {
            return new SessionFailure(SessionFailureCause.TLS_REFUSED, state, refused.problem(), refused.hint());
        }
        if (failure instanceof UnsupportedPoolerException refused) {
            return new SessionFailure(SessionFailureCause.POOLER, state, refused.problem(), refused.hint());
        }
        return of(judge(failure, state.orElse("")), state);
    }

    /** A failure whose cause was found in another way, for example by a query of the catalogs. */
    public static SessionFailure of(SessionFailureCause cause, Optional<String> sqlState) {
        String code = sqlState.map(state -> " (SQLSTATE " + state + ")").orElse("");
        return new SessionFailure(cause, sqlState, cause.message() + code + ".", cause.hint());
    }

    /** Message and hint, for an event. */
    public String sentence() {
        return message + " " + hint;
    }

    private static SessionFailureCause judge(SQLException failure, String state) {
        boolean connecting = failure instanceof NotConnectedException;
        if (connecting && has(failure, UnknownHostException.class)) {
            return SessionFailureCause.HOST_UNKNOWN;
        }
        if (state.startsWith("08") && has(failure, SocketTimeoutException.class)) {
            return SessionFailureCause.NO_ANSWER;
        }
        if (failure instanceof NotConnectedException refused && refused.hadPassword() && state.equals("08004")) {
            return SessionFailureCause.SIGN_IN_UNSUPPORTED;
        }
        return SessionFailureCause.of(state, connecting);
    }

    private static Optional<String> stateOf(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState())
                .filter(state -> state.length() == LENGTH
                        && state.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')));
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
