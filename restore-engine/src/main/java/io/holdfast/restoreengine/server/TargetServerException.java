package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.NotConnectedException;
import io.holdfast.postgrestools.PoolerRefusedException;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import io.holdfast.postgrestools.SessionFailureCause.Outlook;
import io.holdfast.postgrestools.TlsRefusedException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A server that does not do what it is requested to do, and why: judged by {@link SessionFailure}, so by SQLSTATE alone. */
public final class TargetServerException extends RuntimeException {

    /** No answer, or no such host. */
    public static final String UNREACHABLE = "target_unreachable";
    /** The role, its password, its rights, or the database's name. */
    public static final String REFUSED = "target_refused";
    /** It takes no connection or grants no lock now; that passes. */
    public static final String BUSY = "target_busy";
    /** No memory, or no places for locks. */
    public static final String EXHAUSTED = "target_exhausted";
    /** The connection broke. */
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

    /** Stable word for machines. */
    public String reason() {
        return reason;
    }

    /** What the server said, without saying which server; for a sentence that names it. */
    public String sentence() {
        return failure.sentence();
    }

    /** The code that it was judged by; empty where there was none. */
    public Optional<String> sqlState() {
        return failure.sqlState();
    }

    /** Whether it may be otherwise in a moment, without anybody's change. */
    public boolean isTransient() {
        return reason.equals(BUSY)
                || reason.equals(EXHAUSTED) && failure.cause().outlook() == Outlook.PASSES;
    }

    /** The same trouble, with the settings by whose change it is mended. */
    TargetServerException inSettings(String names) {
        return new TargetServerException(
                reason,
                new SessionFailure(
                        failure.cause(),
                        failure.sqlState(),
                        failure.message(),
                        failure.hint() + " Settings: " + names + "."));
    }

    /** The same trouble, after a transaction began of which only the server knows whether it was committed. */
    public TargetServerException duringTransaction() {
        return new TargetServerException(RESTARTED, failure);
    }

    /** The server's own text may quote rows, and is not kept. */
    public static TargetServerException of(SQLException e) {
        SessionFailure failure = SessionFailure.of(e);
        boolean isConnected = !(e instanceof NotConnectedException
                || e instanceof TlsRefusedException
                || e instanceof PoolerRefusedException);
        return new TargetServerException(
                isConnected && ENDED.contains(failure.cause()) ? RESTARTED : reason(failure.cause()), failure);
    }

    /** A cause that was found without an exception, such as a server that was started again meanwhile. */
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
