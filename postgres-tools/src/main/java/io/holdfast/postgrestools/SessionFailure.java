package io.holdfast.postgrestools;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SQLException} of a session opened by {@link SignIn} means. It holds our own sentences and a code, so it may go into an
 * event; the server's message may quote values and is not kept.
 *
 * @param sqlState the code; empty where the exception has none
 * @param message what happened, with the code, as a sentence
 * @param hint what to do about it
 */
public record SessionFailure(SessionFailureCause cause, Optional<String> sqlState, String message, String hint) {

    private static final int LENGTH = 5;

    /** Judges a failure to connect ({@link NotConnectedException}, {@link TlsRefusedException}) or of a statement (any other). */
    public static SessionFailure of(SQLException failure) {
        Optional<String> state = stateOf(failure);
        if (failure instanceof TlsRefusedException refused) {
            return new SessionFailure(SessionFailureCause.TLS_REFUSED, state, refused.problem(), refused.hint());
        }
        if (failure instanceof PoolerRefusedException refused) {
            return new SessionFailure(SessionFailureCause.POOLER, state, refused.problem(), refused.hint());
        }
        return of(judge(failure, state.orElse("")), state);
    }

    /** A cause that was found in another way, such as by a question to the catalogs. */
    public static SessionFailure of(SessionFailureCause cause, Optional<String> sqlState) {
        String code = sqlState.map(state -> " (SQLSTATE " + state + ")").orElse("");
        return new SessionFailure(cause, sqlState, cause.message() + code + ".", cause.hint());
    }

    /** Message and hint, for a line of an event. */
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
