package io.holdfast.dump.source;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.ProgramExitResult;
import java.time.Duration;

/**
 * A dump that ended with an error. The error output is not evaluated.
 *
 * @param withRows whether the dump includes rows, for which the role needs more privileges
 * @param wroteBytes whether pg_dump wrote any byte; it writes none before it has read the catalogs and holds all locks
 * @param took duration of the dump
 * @param lockWait maximum time that pg_dump waited for each lock
 * @param before state of the database before the dump
 */
public record FailedPgDumpProcess(
        DatabaseConnection connection,
        ClientPrograms programs,
        ProgramExitResult ended,
        boolean withRows,
        boolean wroteBytes,
        Duration took,
        Duration lockWait,
        ReadSourceCatalogSnapshot.Before before) {}
