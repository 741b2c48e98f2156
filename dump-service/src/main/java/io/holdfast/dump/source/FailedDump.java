package io.holdfast.dump.source;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.ExitResult;
import java.time.Duration;

/**
 * A dump that ended with an error, and what is known of it without reading its words.
 *
 * @param withRows whether rows were to be dumped, for which the role needs more rights
 * @param wroteBytes whether any byte of the archive came: pg_dump writes none before it has read the catalogs and holds all locks
 * @param took from its start to its end
 * @param lockWait how long it waited for each lock
 * @param before what the database was like when it began
 */
public record FailedDump(
        DatabaseConnection connection,
        ClientPrograms programs,
        ExitResult ended,
        boolean withRows,
        boolean wroteBytes,
        Duration took,
        Duration lockWait,
        ReadCatalogSnapshot.Before before) {}
