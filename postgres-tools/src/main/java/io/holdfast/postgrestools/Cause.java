package io.holdfast.postgrestools;

/** Why pg_dump or pg_dumpall failed: a closed set, so that callers decide about each. */
public enum Cause {
    /** The server did not answer, or its name is unknown. */
    UNREACHABLE,
    /** The server refused the role, its password or this host. */
    AUTHENTICATION,
    NO_SUCH_DATABASE,
    /** The role may not read an object; the diagnosis names it where pg_dump did. */
    PERMISSION,
    /** The server is newer than pg_dump. */
    VERSION_MISMATCH,
    LOCK_TIMEOUT,
    /** The server shut down, crashed, or the connection broke in the middle. */
    CONNECTION_LOST,
    /** The server has no free connection, is starting, or cancelled the query. */
    SERVER_BUSY,
    /** The server cannot read its own data: pages, TOAST or catalogue entries are damaged. */
    SOURCE_DAMAGED,
    /** No space where pg_dump itself writes. */
    CLIENT_OUT_OF_SPACE,
    /** Stopped by SIGTERM, or nobody read its output. */
    STOPPED,
    /** Ended by another signal, for example by the kernel when memory ran out. */
    KILLED,
    OTHER
}
