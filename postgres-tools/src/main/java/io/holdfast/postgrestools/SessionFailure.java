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
public record SessionFailure(SessionCause cause, Optional<String> sqlState, String message, String hint) {

    private static final int LENGTH = 5;

    /** Judges a failure to connect ({@link NotConnected}, {@link TlsRefused}) or of a statement (any other). */
    public static SessionFailure of(SQLException failure) {
        Optional<String> state = stateOf(failure);
        if (failure instanceof TlsRefused refused) {
            return new SessionFailure(SessionCause.TLS_REFUSED, state, refused.problem(), refused.hint());
        }
        return of(judge(failure, state.orElse("")), state);
    }

    /** A cause that was found in another way, such as by a question to the catalogs. */
    public static SessionFailure of(SessionCause cause, Optional<String> sqlState) {
        String code = sqlState.map(state -> " (SQLSTATE " + state + ")").orElse("");
        return new SessionFailure(cause, sqlState, cause.message() + code + ".", cause.hint());
    }

    /** Message and hint, for a line of an event. */
    public String sentence() {
        return message + " " + hint;
    }

    private static SessionCause judge(SQLException failure, String state) {
        boolean connecting = failure instanceof NotConnected;
        if (connecting && has(failure, UnknownHostException.class)) {
            return SessionCause.HOST_UNKNOWN;
        }
        if (state.startsWith("08") && has(failure, SocketTimeoutException.class)) {
            return SessionCause.NO_ANSWER;
        }
        return switch (state) {
            case "08004" ->
                failure instanceof NotConnected refused && refused.hadPassword()
                        ? SessionCause.SIGN_IN_UNSUPPORTED
                        : SessionCause.PASSWORD_MISSING;
            case "08001" -> SessionCause.NO_ANSWER;
            case "08000", "08003", "08006", "08007", "57P05", "25P03" ->
                connecting ? SessionCause.NO_ANSWER : SessionCause.CONNECTION_LOST;
            case "28P01" -> SessionCause.PASSWORD_REFUSED;
            case "3D000", "57P04" -> SessionCause.NO_SUCH_DATABASE;
            case "42501" -> SessionCause.PERMISSION;
            case "53100" -> SessionCause.DISK_FULL;
            case "53200" -> SessionCause.OUT_OF_MEMORY;
            case "53300" -> SessionCause.TOO_MANY_CONNECTIONS;
            case "57P01", "57P02", "57P03" -> SessionCause.NOT_READY;
            case "55P03", "40P01" -> SessionCause.LOCK_NOT_GRANTED;
            case "57014" -> SessionCause.CANCELLED;
            case "40001" -> SessionCause.RECOVERY_CONFLICT;
            case "XX001", "XX002" -> SessionCause.DATA_DAMAGED;
            case "42P01", "42704", "42883", "3F000" -> SessionCause.OBJECT_MISSING;
            case "22021", "22P05" ->
                connecting ? SessionCause.NAME_NOT_ENCODABLE : SessionCause.BYTES_NOT_ENCODABLE;
            case "55000" -> connecting ? SessionCause.DATABASE_CLOSED : SessionCause.UNRECOGNISED;
            default -> byClass(state);
        };
    }

    private static SessionCause byClass(String state) {
        return switch (state.length() == LENGTH ? state.substring(0, 2) : "") {
            case "28" -> SessionCause.ROLE_REFUSED;
            case "53" -> SessionCause.OUT_OF_RESOURCES;
            case "58" -> SessionCause.FILE_UNREADABLE;
            default -> SessionCause.UNRECOGNISED;
        };
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
