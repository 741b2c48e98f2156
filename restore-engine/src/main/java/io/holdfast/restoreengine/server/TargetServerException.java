package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.NotConnectedException;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import io.holdfast.postgrestools.SessionFailureCause.Outlook;
import io.holdfast.postgrestools.TlsRefusedException;
import io.holdfast.postgrestools.UnsupportedPoolerException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A server could not be used, and why. The reason comes from {@link SessionFailure}, so only from the SQLSTATE. */
public final class TargetServerException extends RuntimeException {

    /** No response, or no such host. */
    public static final String UNREACHABLE = "target_unreachable";
    /** The server refused the role, its password, its rights, or the database name. */
    public static final String REFUSED = "target_refused";
    /** Temporarily, the server accepts no connection or does not grant a lock. */
    public static final String BUSY = "target_busy";
    /** Not enough memory or locks. */
    public static final String EXHAUSTED = "target_exhausted";
    /** The connection was lost. */
    public static final String RESTARTED = "target_restarted";

    public static final String FULL = "target_full";
    public static final String OTHER = "target_error";

    @Serial
    private static final long serialVersionUID = 1;

    private static final Set<SessionFailureCause> ENDED =
            EnumSet.of(SessionFailureCause.NOT_READY, SessionFailureCause.NO_ANSWER);

    private final String reason;
    private final transient SessionFailure failure;

    private TargetServerException(String reason, SessionFailure failure) {
        super("Target server: " + failure.sentence());
        this.reason = reason;
        this.failure = failure;
    }

    /** Stable code. */
    public String reason() {
        return reason;
    }

    /** The reason without the name of the server, for a message that names it. */
    public String sentence() {
        return failure.sentence();
    }

    /** The SQLSTATE from which the reason was derived; empty if there was none. */
    public Optional<String> sqlState() {
        return failure.sqlState();
    }

    /** Whether the problem may disappear without an intervention. */
    public boolean isTransient() {
        return reason.equals(BUSY)
                || reason.equals(EXHAUSTED) && failure.cause().outlook() == Outlook.PASSES;
    }

    /** The same problem with the settings that can fix it. */
    TargetServerException inSettings(String names) {
        return new TargetServerException(
                reason,
                new SessionFailure(
                        failure.cause(),
                        failure.sqlState(),
                        failure.message(),
                        failure.hint() + " Settings: " + names + "."));
    }

    /** The same problem after a transaction started, so that only the server knows whether it was committed. */
    public TargetServerException duringTransaction() {
        return new TargetServerException(RESTARTED, failure);
    }

    /** Does not keep the text of the server, because it may quote rows. */
    public static TargetServerException of(SQLException e) {
        SessionFailure failure = SessionFailure.of(e);
        boolean isConnected = !(e instanceof NotConnectedException
                || e instanceof TlsRefusedException
                || e instanceof UnsupportedPoolerException);
        return new TargetServerException(
                isConnected && ENDED.contains(failure.cause()) ? RESTARTED : reason(failure.cause()), failure);
    }

    /** A cause that was found without an exception, such as a restart of the server. */
    public static TargetServerException of(SessionFailureCause cause) {
        return new TargetServerException(reason(cause), SessionFailure.of(cause, Optional.empty()));
    }

    private static String reason(SessionFailureCause cause) {
        return switch (cause) {
            case NO_ANSWER, HOST_UNKNOWN, NO_POSTGRESQL -> UNREACHABLE;
            case POOLER,
                    READ_ONLY,
                    TLS_REFUSED,
                    PASSWORD_REFUSED,
                    ROLE_REFUSED,
                    PASSWORD_MISSING,
                    SIGN_IN_UNSUPPORTED,
                    NO_SUCH_DATABASE,
                    DATABASE_CLOSED,
                    PERMISSION,
                    NAME_NOT_ENCODABLE -> REFUSED;
            case TOO_MANY_CONNECTIONS, NOT_READY, LOCK_NOT_GRANTED, CANCELLED, RECOVERY_CONFLICT -> BUSY;
            case OUT_OF_MEMORY, OUT_OF_RESOURCES -> EXHAUSTED;
            case DISK_FULL -> FULL;
            case CONNECTION_LOST -> RESTARTED;
            case DATA_DAMAGED, FILE_UNREADABLE, OBJECT_MISSING, BYTES_NOT_ENCODABLE, UNRECOGNISED -> OTHER;
        };
    }
}
