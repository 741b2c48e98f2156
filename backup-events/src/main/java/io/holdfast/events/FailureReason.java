package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The reason why a run failed; each reason suggests a remedy (design 4). */
public enum FailureReason {
    /** The database server did not answer, or the connection was lost. */
    @JsonProperty("unreachable")
    UNREACHABLE,
    /** The server refused the role or its password. */
    @JsonProperty("authentication")
    AUTHENTICATION,
    /** The password could not be read from its file or vault; no server has refused it. */
    @JsonProperty("credentials_unavailable")
    CREDENTIALS_UNAVAILABLE,
    /** The configured database does not exist on the server. */
    @JsonProperty("no_such_database")
    NO_SUCH_DATABASE,
    /** The address belongs to a connection pooler without dedicated sessions. */
    @JsonProperty("pooler")
    POOLER,
    /** No installed client programs are as new as the server. */
    @JsonProperty("version")
    VERSION,
    /** The role cannot read everything that must be dumped. */
    @JsonProperty("permission")
    PERMISSION,
    /** The destination is full. */
    @JsonProperty("storage_full")
    STORAGE_FULL,
    /** The destination cannot be written for another reason. */
    @JsonProperty("storage_unavailable")
    STORAGE_UNAVAILABLE,
    /** No byte was written for longer than the stall limit. */
    @JsonProperty("stalled")
    STALLED,
    /** A lock was not granted in time. */
    @JsonProperty("lock_timeout")
    LOCK_TIMEOUT,
    /** pg_dump could not be run, or a signal ended it. Before {@code unrecognised} was added, also any other error of pg_dump. */
    @JsonProperty("tool_failed")
    TOOL_FAILED,
    /**
     * The server accepts no sessions or cancels them: it is starting, stopping or recovering, or all connections are in use. This is
     * temporary.
     */
    @JsonProperty("server_busy")
    SERVER_BUSY,
    /** The server ran out of memory, lock memory or disk space. */
    @JsonProperty("server_out_of_resources")
    SERVER_OUT_OF_RESOURCES,
    /** Objects were dropped or changed while the dump read them. */
    @JsonProperty("objects_dropped")
    OBJECTS_DROPPED,
    /** The server cannot read its own data or files. */
    @JsonProperty("source_damaged")
    SOURCE_DAMAGED,
    /** A configured name, or a name in the database, contains bytes that are not valid in its encoding. */
    @JsonProperty("wrong_encoding")
    WRONG_ENCODING,
    /** The server refused an operation, and neither its SQLSTATE nor its catalogs show why. */
    @JsonProperty("unrecognised")
    UNRECOGNISED,
    /** A row exceeds the maximum length of a line of COPY; the message contains the table and the column. */
    @JsonProperty("row_too_long")
    ROW_TOO_LONG,
    /** The worker died or was stopped during the run. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    /** A reason that this version does not know: values that later versions add are read as this one. */
    @JsonProperty("other")
    @JsonEnumDefaultValue
    OTHER
}
