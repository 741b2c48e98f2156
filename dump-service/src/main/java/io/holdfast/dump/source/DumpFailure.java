package io.holdfast.dump.source;

import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import io.holdfast.postgrestools.rights.MissingReadRights;
import java.util.Optional;

/**
 * The reason why a database cannot be dumped. It is published in events. It contains Holdfast's own sentences and names of
 * objects, never a message of the server.
 *
 * @param message sentence for operators, with a hint
 * @param sqlState SQLSTATE, if a session of Holdfast received one
 */
public record DumpFailure(FailureReason failure, String message, Optional<String> sqlState) {

    public static DumpFailure of(FailureReason failure, String message) {
        return new DumpFailure(failure, message, Optional.empty());
    }

    /** Returns the failure for missing privileges, with the statements that grant them, before a dump or after a failed one. */
    public static DumpFailure of(MissingReadRights rights) {
        return of(DumpFailureCause.PERMISSION.failure(), rights.problem() + " " + rights.hint());
    }

    static DumpFailure of(SessionFailure failure) {
        return new DumpFailure(failureReason(failure.cause()), failure.sentence(), failure.sqlState());
    }

    /** Maps a cause to the failure reason of the event contract, which determines the retries. */
    static FailureReason failureReason(SessionFailureCause cause) {
        return switch (cause) {
            case NO_ANSWER, HOST_UNKNOWN, NO_POSTGRESQL, CONNECTION_LOST -> FailureReason.UNREACHABLE;
            case TLS_REFUSED, PASSWORD_REFUSED, ROLE_REFUSED, PASSWORD_MISSING, SIGN_IN_UNSUPPORTED ->
                FailureReason.AUTHENTICATION;
            case POOLER -> FailureReason.POOLER;
            case NO_SUCH_DATABASE, DATABASE_CLOSED -> FailureReason.NO_SUCH_DATABASE;
            case PERMISSION -> FailureReason.PERMISSION;
            case TOO_MANY_CONNECTIONS, NOT_READY, CANCELLED, RECOVERY_CONFLICT -> FailureReason.SERVER_BUSY;
            case OUT_OF_MEMORY, DISK_FULL, OUT_OF_RESOURCES -> FailureReason.SERVER_OUT_OF_RESOURCES;
            case LOCK_NOT_GRANTED -> FailureReason.LOCK_TIMEOUT;
            case DATA_DAMAGED, FILE_UNREADABLE -> FailureReason.SOURCE_DAMAGED;
            case NAME_NOT_ENCODABLE, BYTES_NOT_ENCODABLE -> FailureReason.WRONG_ENCODING;
            case OBJECT_MISSING, READ_ONLY, UNRECOGNISED -> FailureReason.UNRECOGNISED;
        };
    }
}
