package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a run failed, in words that say what to do about it (design 4). */
public enum FailureReason {
    /** The database server did not answer, or the connection broke. */
    @JsonProperty("unreachable")
    UNREACHABLE,
    /** The server refused the role or its password. */
    @JsonProperty("authentication")
    AUTHENTICATION,
    /** Whoever keeps the password (a file, a vault) did not give it; no server has refused it. */
    @JsonProperty("credentials_unavailable")
    CREDENTIALS_UNAVAILABLE,
    /** The configured database does not exist on the server. */
    @JsonProperty("no_such_database")
    NO_SUCH_DATABASE,
    /** The address leads to a connection pooler that gives no session of its own. */
    @JsonProperty("pooler")
    POOLER,
    /** No client programs as new as the server are installed. */
    @JsonProperty("version")
    VERSION,
    /** The role may not read everything that has to be dumped. */
    @JsonProperty("permission")
    PERMISSION,
    /** No room at the destination. */
    @JsonProperty("storage_full")
    STORAGE_FULL,
    /** The destination cannot be written for another reason. */
    @JsonProperty("storage_unavailable")
    STORAGE_UNAVAILABLE,
    /** No byte came for longer than the stall limit. */
    @JsonProperty("stalled")
    STALLED,
    /** A lock was not granted in time. */
    @JsonProperty("lock_timeout")
    LOCK_TIMEOUT,
    /** pg_dump could not be run, or a signal ended it. Before {@code unrecognised} was added, also any error of it. */
    @JsonProperty("tool_failed")
    TOOL_FAILED,
    /** The server takes no session or cancels what runs: it starts, stops, recovers, or all its connections are taken. It passes. */
    @JsonProperty("server_busy")
    SERVER_BUSY,
    /** The server ran out of memory, of places for locks, or of disk. */
    @JsonProperty("server_out_of_resources")
    SERVER_OUT_OF_RESOURCES,
    /** Objects were dropped or changed while the dump looked at them. */
    @JsonProperty("objects_dropped")
    OBJECTS_DROPPED,
    /** The server cannot read its own data or files. */
    @JsonProperty("source_damaged")
    SOURCE_DAMAGED,
    /** A configured name, or a name in the database, has bytes that are not valid in its encoding. */
    @JsonProperty("wrong_encoding")
    WRONG_ENCODING,
    /** The server refused something, and neither its SQLSTATE nor its catalogs say why. */
    @JsonProperty("unrecognised")
    UNRECOGNISED,
    /** A row is longer than a line of COPY can be; the message names the table and the column. */
    @JsonProperty("row_too_long")
    ROW_TOO_LONG,
    /** The worker died or was stopped in the middle of the run. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    /** A cause that the reader has no word for: how a word added after this version is read. */
    @JsonProperty("other")
    @JsonEnumDefaultValue
    OTHER
}
